import { setTimeout as sleep } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import type { Table } from '../storage/table.ts';

/** Lets one at a time read, merge and write what Entra can only replace as a whole. */
export interface RegistrationLease {
  /** @throws DomainError CONFLICT when somebody else holds it for too long. */
  with<T>(work: () => Promise<T>): Promise<T>;
}

const KEY = { partitionKey: 'registration', rowKey: 'lease' } as const;
/** Longer than the deadlines of a read and a write together. */
const LEASE_SECONDS = 60;
const TRIES = 20;
const BETWEEN_TRIES_MS = 250;

/**
 * A row that says until when. Insert-only where there is none, by ETag where one is over; released by its own ETag.
 * Crash story: whoever ends without releasing it keeps others out until it is over.
 */
export function tableRegistrationLease(table: Table, clock: Clock): RegistrationLease {
  async function take(): Promise<string | undefined> {
    const now = clock.now();
    const row = { ...KEY, cells: { until: now.add({ seconds: LEASE_SECONDS }).toString() } };
    const present = await table.get(KEY);
    if (present && Temporal.Instant.compare(now, Temporal.Instant.from(String(present.cells.until))) < 0)
      return undefined;
    const outcome = await table.write(
      present ? { kind: 'replace', row, etag: present.etag } : { kind: 'insert', row },
    );
    return outcome.ok ? outcome.etag : undefined;
  }

  async function waitFor(): Promise<string> {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const etag = await take();
      if (etag !== undefined) return etag;
      await sleep(BETWEEN_TRIES_MS);
    }
    throw new DomainError('CONFLICT', {
      detail: 'Somebody else is changing the registration. Try again in a minute.',
    });
  }

  return {
    async with(work) {
      const etag = await waitFor();
      try {
        return await work();
      } finally {
        await table.write({ kind: 'delete', key: KEY, etag });
      }
    },
  };
}
