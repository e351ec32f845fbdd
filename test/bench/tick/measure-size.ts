import type { Storage } from '../../../lib/storage/storage.ts';
import { TestClock } from '../../support/test-clock.ts';
import { countingStorage } from '../support/counting-storage.ts';
import { type Seed, seedUntil } from '../support/seed-subscriptions.ts';
import { timeBareCalls } from './bare-calls.ts';
import { type DrainFigures, measureDrain } from './measure-drain.ts';
import { measureTicks, type TickFigures } from './measure-ticks.ts';
import { burstOf, DUE_A_TICK, SEEDED_AT, seedsOf, TICKS } from './seeds.ts';

/** As many subscriptions, and as much time for each part. */
export type SizeOptions = {
  readonly count: number;
  readonly budgetMs: number;
  readonly progress: (what: string) => void;
};

export type SizeFigures = {
  /** Subscriptions beside those that are due in the measured ticks; fewer than asked for where time ran out. */
  readonly others: number;
  readonly tick: TickFigures;
};

/** A tick that finds a hundred due, beside so many others. The storage is empty before. */
export async function measureSize(
  storage: Pick<Storage, 'table' | 'queue'>,
  options: SizeOptions,
): Promise<SizeFigures> {
  const seeded = await seed(storage, seedsOf(options.count), options);
  const tick = await measureTicks(countingStorage(storage), new TestClock(SEEDED_AT.toString()));
  return { others: seeded - DUE_A_TICK * TICKS, tick };
}

export type BurstFigures = {
  /** Due in one minute; fewer than asked for where time ran out. */
  readonly due: number;
  readonly drain: DrainFigures;
  /** Of the bare calls for the rows that were drained. */
  readonly floorMilliseconds: number;
};

const FLOOR_ROWS = 5_000;

/** So many due in one minute. The storage is empty before. */
export async function measureBurst(
  storage: Pick<Storage, 'table' | 'queue'>,
  options: SizeOptions,
): Promise<BurstFigures> {
  const due = await seed(storage, burstOf(options.count), options);
  const drain = await measureDrain(countingStorage(storage), new TestClock(SEEDED_AT.toString()), {
    count: due,
    deadline: performance.now() + options.budgetMs,
    progress: (sent) => options.progress(`${sent} of ${due} sent`),
  });
  const rows = Math.min(FLOOR_ROWS, drain.drained);
  const floor = await timeBareCalls(storage, rows);
  return { due, drain, floorMilliseconds: (floor / rows) * drain.drained };
}

function seed(
  storage: Pick<Storage, 'table'>,
  seeds: readonly Seed[],
  { budgetMs, progress }: SizeOptions,
): Promise<number> {
  return seedUntil(storage, seeds, {
    now: SEEDED_AT,
    deadline: performance.now() + budgetMs,
    progress: (seeded) => progress(`${seeded} of ${seeds.length} seeded`),
  });
}
