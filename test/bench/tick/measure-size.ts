import type { Storage } from '../../../lib/storage/storage.ts';
import { TestClock } from '../../support/test-clock.ts';
import { countingStorage } from '../support/counting-storage.ts';
import { seedUntil } from '../support/seed-subscriptions.ts';
import { timeBareCalls } from './bare-calls.ts';
import { type DrainFigures, measureDrain } from './measure-drain.ts';
import { measureTicks, type TickFigures } from './measure-ticks.ts';
import { DUE_A_TICK, SEEDED_AT, seedsOf, TICKS } from './seeds.ts';

/** On a storage as large as this, with as much time for each part. */
export type SizeOptions = {
  readonly others: number;
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
  const { others, tick } = await measured(storage, options);
  return { others, tick };
}

export type BurstFigures = SizeFigures & {
  readonly drain: DrainFigures;
  /** Of the bare calls for the same number of rows. */
  readonly floorMilliseconds: number;
};

const FLOOR_ROWS = 5_000;

/** The same, and after it all the others are due in one minute. */
export async function measureBurst(
  storage: Pick<Storage, 'table' | 'queue'>,
  options: SizeOptions,
): Promise<BurstFigures> {
  const { others, tick, counting, clock } = await measured(storage, options);
  const drain = await measureDrain(counting, clock, {
    count: others,
    deadline: performance.now() + options.budgetMs,
    progress: (sent) => options.progress(`${sent} of ${others} sent`),
  });
  const rows = Math.min(FLOOR_ROWS, drain.drained);
  const floor = await timeBareCalls(storage, rows);
  return { others, tick, drain, floorMilliseconds: (floor / rows) * drain.drained };
}

async function measured(
  storage: Pick<Storage, 'table' | 'queue'>,
  { others, budgetMs, progress }: SizeOptions,
) {
  const clock = new TestClock(SEEDED_AT.toString());
  const seeds = seedsOf(others);
  const seeded = await seedUntil(storage, seeds, {
    now: SEEDED_AT,
    deadline: performance.now() + budgetMs,
    progress: (count) => progress(`${count} of ${seeds.length} seeded`),
  });
  const counting = countingStorage(storage);
  const tick = await measureTicks(counting, clock);
  return { others: seeded - DUE_A_TICK * TICKS, tick, counting, clock };
}
