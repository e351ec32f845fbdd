import type { Clock } from '../clock.ts';
import type { Table } from '../storage/table.ts';
import type { Owner } from './principal.ts';

/** Numbers that end sessions: the user's own, and the installation's. */
export interface Epochs {
  /** Both as one text; `cached` may be up to 60 seconds old. */
  current(owner: Owner, check: 'cached' | 'fresh'): Promise<string>;
}

const CACHE_MS = 60_000;
const CACHE_SIZE = 5000;

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
  };
}
