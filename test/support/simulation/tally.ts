import { afterAll } from 'vitest';
import type { Verdict } from './judge.ts';

type Counts = { positions: number; occurrences: number; lost: number; twice: number; rowsSentTwice: number };

/** What a campaign has counted, for each kind of fault, and the calls whose fault led to a second row at Power BI. */
export type Tally = {
  add(kind: string, verdict: Verdict, struck: string | undefined): void;
};

/** Counts the verdicts of a test file; prints them at its end where `isPrinted`. */
export function tallyOf(isPrinted: boolean): Tally {
  const table: Record<string, Counts> = {};
  const explained: Record<string, number> = {};
  afterAll(() => {
    if (!isPrinted) return;
    console.table(table);
    console.table(explained);
  });
  return {
    add(kind, verdict, struck = 'none') {
      table[kind] ??= { positions: 0, occurrences: 0, lost: 0, twice: 0, rowsSentTwice: 0 };
      const counts = table[kind];
      counts.positions += 1;
      counts.occurrences += verdict.occurrences;
      counts.lost += verdict.lost;
      counts.twice += verdict.twice;
      counts.rowsSentTwice += verdict.duplicatePushes;
      if (verdict.duplicatePushes > 0) explained[struck] = (explained[struck] ?? 0) + 1;
    },
  };
}
