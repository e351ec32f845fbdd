import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../clock.ts';
import { encodeKeyPart } from '../storage/keys.ts';
import type { StoredRow, Table, Write } from '../storage/table.ts';
import type { Limiter } from './limiter.ts';

/**
 * PartitionKey the name, RowKey the place. Taken insert-only, or by ETag where its lease is over; given back by ETag.
 * Crash story: a place that is not given back, or whose taking was not answered, is free after its lease, which is longer
 * than the deadline of any call under it.
 */
export function tableLimiter(options: {
  readonly table: Table;
  readonly clock: Clock;
  readonly leaseSeconds: number;
}): Limiter {
  const { table, clock, leaseSeconds } = options;
  return {
    async take(name, most) {
      const partitionKey = encodeKeyPart(name);
      const { rows } = await table.page({ partition: { is: partitionKey }, pageSize: 1000 });
      const taken = new Map(rows.map((row) => [row.rowKey, row]));
      const now = clock.now();
      const until = now.add({ milliseconds: Math.round(leaseSeconds * 1000) }).toString();
      for (let index = 0; index < most; index++) {
        const place = String(index).padStart(4, '0');
        const present = taken.get(place);
        if (present && !isOver(present, now)) continue;
        const row = { partitionKey, rowKey: place, cells: { until } };
        const write: Write = present ? { kind: 'replace', row, etag: present.etag } : { kind: 'insert', row };
        const outcome = await table.write(write);
        if (outcome.ok) return { name: partitionKey, place, etag: outcome.etag };
      }
      return undefined;
    },

    async give({ name, place, etag }) {
      await table.write({ kind: 'delete', key: { partitionKey: name, rowKey: place }, etag });
    },
  };
}

function isOver({ cells }: StoredRow, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now, Temporal.Instant.from(String(cells.until))) >= 0;
}
