import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import type { Table } from '../storage/table.ts';

/**
 * How many codes that Entra refuses may come from one address in a minute. Everything else of a sign-in is cheap and
 * needs no limit; a code goes out to Entra under our app's name, and too many of them would have the app throttled for
 * everybody. Codes that are good do not count, since a whole company may share an address.
 */
export interface RedeemLimit {
  /** @throws DomainError TOO_MANY_REQUESTS. */
  admit(address: string): Promise<void>;
  countRefusal(address: string): Promise<void>;
}

const MOST_REFUSALS = 30;
const ATTEMPTS = 3;

/**
 * A row a minute and address among the used states, whose hours are removed as a whole. Crash story: a count that is
 * lost, or not taken because others were faster, lets one more through.
 */
export function tableRedeemLimit(table: Table, clock: Clock): RedeemLimit {
  function keyOf(address: string) {
    const now = clock.now().toString();
    const hash = createHash('sha256').update(address).digest('hex').slice(0, 8);
    return { partitionKey: now.slice(0, 13), rowKey: `refused|${now.slice(14, 16)}|${hash}` };
  }

  return {
    async admit(address) {
      const row = await table.get(keyOf(address));
      if (Number(row?.cells.count ?? 0) < MOST_REFUSALS) return;
      throw new DomainError('TOO_MANY_REQUESTS', { retryAfterSeconds: 60 });
    },
    async countRefusal(address) {
      const key = keyOf(address);
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const present = await table.get(key);
        const row = { ...key, cells: { count: Number(present?.cells.count ?? 0) + 1 } };
        const outcome = await table.write(
          present ? { kind: 'replace', row, etag: present.etag } : { kind: 'insert', row },
        );
        if (outcome.ok) return;
      }
    },
  };
}
