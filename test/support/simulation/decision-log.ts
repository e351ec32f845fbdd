import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../../../lib/clock.ts';
import type { Schedule } from '../../../lib/schedules/schedule.ts';
import type { Row, Table, Write } from '../../../lib/storage/table.ts';

/** A stretch of a subscription's life between two commits on its firing. */
export type LoggedDecision = {
  readonly id: string;
  readonly stamp: string;
  readonly state: string;
  readonly schedule: Schedule;
  readonly since: Temporal.Instant;
  readonly committedAt: Temporal.Instant;
};

/** Writes down every decision that took effect, whatever its writer came to know of it. */
export class DecisionLog {
  readonly decisions = new Map<string, LoggedDecision[]>();
  readonly removed = new Set<string>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  around(table: Table): Table {
    return {
      get: (key) => table.get(key),
      page: (query) => table.page(query),
      write: async (write) => {
        const outcome = await table.write(write);
        if (outcome.ok) this.#note(write);
        return outcome;
      },
      batch: async (writes) => {
        const outcome = await table.batch(writes);
        if (outcome.ok) for (const write of writes) this.#note(write);
        return outcome;
      },
    };
  }

  #note(write: Write): void {
    const { partitionKey, rowKey } = write.kind === 'delete' ? write.key : write.row;
    if (rowKey.includes('|') || partitionKey.startsWith('id|')) return;
    if (write.kind === 'delete') this.removed.add(rowKey);
    else this.#commit(write.row);
  }

  #commit({ rowKey, cells }: Row): void {
    const known = this.decisions.get(rowKey) ?? [];
    const stamp = String(cells.stamp);
    if (known.at(-1)?.stamp === stamp) return;
    this.decisions.set(rowKey, [
      ...known,
      {
        id: rowKey,
        stamp,
        state: String(cells.state),
        schedule: JSON.parse(String(cells.schedule)) as Schedule,
        since: Temporal.Instant.from(String(cells.since)),
        committedAt: this.#clock.now(),
      },
    ]);
  }
}
