import { Temporal } from 'temporal-polyfill';
import type { Table } from '../storage/table.ts';

/** How far the ending of everybody's sign-in to Power BI has come; the latest one. */
export type SignInEnding = {
  readonly begunAt: Temporal.Instant;
  /** Owner key of the administrator. */
  readonly by: string;
  /** `rows`: uses of tokens are being stopped. `tokens`: the tokens themselves are being removed. */
  readonly state: 'rows' | 'tokens' | 'done';
  /** People whose sign-in has ended. */
  readonly people: number;
  readonly tokensRemoved: number;
  readonly changedAt: Temporal.Instant;
};

export interface SignInEndings {
  current(): Promise<SignInEnding | undefined>;
  begin(begunAt: Temporal.Instant, by: string): Promise<void>;
  /** Of the one that was begun then; a later one takes its place, and its progress with it. */
  note(
    begunAt: Temporal.Instant,
    progress: Pick<SignInEnding, 'state' | 'people' | 'tokensRemoved'>,
    at: Temporal.Instant,
  ): Promise<void>;
}

const KEY = { partitionKey: 'registration', rowKey: 'sign-in-ending' } as const;
const STATES = ['rows', 'tokens', 'done'] as const;

/**
 * One row beside the registration, for people to read; what decides is the task's. Crash story: one write; lost, the next
 * slice writes what it has come to.
 */
export function tableSignInEndings(table: Table): SignInEndings {
  return {
    async current() {
      const row = await table.get(KEY);
      if (!row) return undefined;
      const { cells } = row;
      return {
        begunAt: Temporal.Instant.from(String(cells.begunAt)),
        by: String(cells.by),
        state: STATES.find((known) => known === cells.state) ?? 'rows',
        people: Number(cells.people),
        tokensRemoved: Number(cells.tokensRemoved),
        changedAt: Temporal.Instant.from(String(cells.changedAt)),
      };
    },
    async begin(begunAt, by) {
      const at = begunAt.toString();
      const cells = { begunAt: at, by, state: 'rows', people: 0, tokensRemoved: 0, changedAt: at };
      await table.write({ kind: 'upsert', row: { ...KEY, cells } });
    },
    async note(begunAt, progress, at) {
      const row = await table.get(KEY);
      if (!row || row.cells.begunAt !== begunAt.toString()) return;
      const { etag, cells } = row;
      await table.write({
        kind: 'replace',
        row: { ...KEY, cells: { ...cells, ...progress, changedAt: at.toString() } },
        etag,
      });
    },
  };
}
