import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import type { Table } from '../storage/table.ts';
import type { Owner } from './principal.ts';

/** Numbers that end sessions: the user's own, and the installation's. */
export interface Epochs {
  /** Both as one text; `cached` may be up to 60 seconds old. */
  current(owner: Owner, check: 'cached' | 'fresh'): Promise<string>;
  /** Ends every session of a person, or of everybody: at once here, within 60 seconds elsewhere. */
  raise(whose: Owner | 'installation'): Promise<void>;
}

const CACHE_MS = 60_000;
const CACHE_SIZE = 5000;
const ATTEMPTS = 8;

/**
 * Epochs from the Users table. Roles are not among them: they come from Entra at sign-in and end with the session,
 * or at once when an administrator raises the epoch.
 */
export function tableEpochs(options: { readonly users: Table; readonly clock: Clock }): Epochs {
  const { users, clock } = options;
  const cache = new Map<string, { readonly epoch: number; readonly until: number }>();

  async function epochOf(partitionKey: string, check: 'cached' | 'fresh'): Promise<number> {
    const now = clock.now().epochMilliseconds;
    const kept = cache.get(partitionKey);
    if (check === 'cached' && kept && now < kept.until) return kept.epoch;
    const row = await users.get({ partitionKey, rowKey: 'user' });
    const epoch = Number(row?.cells.epoch ?? 0);
    if (cache.size >= CACHE_SIZE) cache.clear();
    cache.set(partitionKey, { epoch, until: now + CACHE_MS });
    return epoch;
  }

  return {
    async current(owner, check) {
      const [person, installation] = await Promise.all([
        epochOf(owner, check),
        epochOf('installation', check),
      ]);
      return `${installation}.${person}`;
    },
    /** Crash story: one write by ETag; written twice where its answer was lost, it ends the same sessions. */
    async raise(whose) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const key = { partitionKey: whose, rowKey: 'user' };
        const present = await users.get(key);
        const row = { ...key, cells: { ...present?.cells, epoch: Number(present?.cells.epoch ?? 0) + 1 } };
        const outcome = await users.write(
          present ? { kind: 'replace', row, etag: present.etag } : { kind: 'insert', row },
        );
        cache.delete(whose);
        if (outcome.ok) return;
      }
      throw new DomainError('STORAGE_UNAVAILABLE', {
        detail: 'The sessions were changed by others over and over.',
      });
    },
  };
}
