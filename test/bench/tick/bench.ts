import { AzureStorage } from '../../../lib/storage/azure/azure-storage.ts';
import { MemoryStorage } from '../../../lib/storage/memory/memory-storage.ts';
import type { Storage } from '../../../lib/storage/storage.ts';
import { QUEUES, TABLES } from '../../../lib/storage-names.ts';
import { startAzurite } from '../../support/azurite.ts';
import { TestClock } from '../../support/test-clock.ts';
import type { Bench, BenchResult, Figure } from '../bench.ts';
import { type BurstFigures, measureBurst, measureSize, type SizeFigures } from './measure-size.ts';
import { SEEDED_AT } from './seeds.ts';

const SIZES = [1_000, 10_000, 100_000] as const;
/** Azurite looks through a partition for each row of it that is written: its time grows with the square of a burst. */
const BURST = { memory: 100_000, Azurite: 10_000 } as const;
/**
 * For filling a storage, and again for draining it: a machine that is too slow for all of it measures less of it, and the
 * figures say so.
 */
const BUDGET_MS = Number(process.env.BENCH_BUDGET_SECONDS ?? 900) * 1000;
/** Of one call: what is measured is the whole, not whether a call of it is late. */
const CALL_DEADLINE_MS = 300_000;

type Backend = keyof typeof BURST;
type StorageFor = (name: string) => Promise<Pick<Storage, 'table' | 'queue'>>;
type Measured = { readonly sizes: readonly SizeFigures[]; readonly burst: BurstFigures };

/**
 * What a tick costs beside how many subscriptions, and how long a burst of them in one minute takes. On Azurite for the
 * time; in memory, where the requests are the same, also for a burst that is too large for Azurite.
 */
export const bench: Bench = async () => {
  const memory = await measureAll(
    'memory',
    async () => new MemoryStorage(new TestClock(SEEDED_AT.toString())),
  );
  const azurite = await startAzurite();
  try {
    const { connectionString } = azurite;
    const storage = new AzureStorage({ connectionString, deadlineMs: CALL_DEADLINE_MS });
    return resultOf(memory, await measureAll('Azurite', (name) => apart(storage, name)));
  } finally {
    await azurite.close();
  }
};

async function measureAll(backend: Backend, storageFor: StorageFor): Promise<Measured> {
  const optionsOf = (what: string, count: number) => ({
    count,
    budgetMs: BUDGET_MS,
    progress: (done: string) => console.error(`tick, ${backend}, ${what}: ${done}`),
  });
  const sizes: SizeFigures[] = [];
  for (const size of SIZES)
    sizes.push(await measureSize(await storageFor(`n${size}`), optionsOf(`beside ${size}`, size)));
  const burst = await measureBurst(await storageFor('burst'), optionsOf('burst', BURST[backend]));
  return { sizes, burst };
}

/** Tables and queues of its own for each measurement: the rows of one are not those of the next. */
async function apart(storage: AzureStorage, suffix: string): Promise<Pick<AzureStorage, 'table' | 'queue'>> {
  await storage.ensure({
    tables: Object.values(TABLES).map((name) => `${name}${suffix}`),
    queues: Object.values(QUEUES).map((name) => `${name}-${suffix}`),
    containers: [],
  });
  return {
    table: (name) => storage.table(`${name}${suffix}`),
    queue: (name) => storage.queue(`${name}-${suffix}`),
  };
}

function resultOf(memory: Measured, azurite: Measured): BenchResult {
  const { drain, floorMilliseconds } = azurite.burst;
  const requests = ({ sizes }: Measured, at: number) => sizes.at(at)?.tick.requests ?? Number.NaN;
  return {
    bench: 'tick',
    figures: [
      ...tickFigures('memory', memory),
      ...tickFigures('Azurite', azurite),
      ...drainFigures('memory', memory.burst),
      ...drainFigures('Azurite', azurite.burst),
      { name: 'bare calls for the same rows, Azurite', value: floorMilliseconds / 1000, unit: 's' },
    ],
    ratios: {
      requestsAt100kOver1k: requests(memory, -1) / requests(memory, 0),
      // At the largest size that there was time for on Azurite.
      azuriteOverMemoryRequests: requests(azurite, -1) / requests(memory, -1),
      drainOverFloor: drain.milliseconds / floorMilliseconds,
    },
  };
}

function tickFigures(backend: Backend, { sizes }: Measured): readonly Figure[] {
  return sizes.flatMap(({ others, tick }) => {
    const name = `a tick, 100 due beside ${others}, ${backend}`;
    return [
      { name: `requests of ${name}`, value: tick.requests, unit: 'requests' },
      ...(backend === 'memory' ? [] : [{ name: `time of ${name}`, value: tick.milliseconds, unit: 'ms' }]),
    ];
  });
}

function drainFigures(backend: Backend, { due, drain }: BurstFigures): readonly Figure[] {
  const { drained, milliseconds, requests } = drain;
  const what = drained === due ? `${due}` : `${drained} of ${due}`;
  return [
    { name: `time to drain ${what} due in one minute, ${backend}`, value: milliseconds / 1000, unit: 's' },
    { name: `rate of draining, ${backend}`, value: (drained / milliseconds) * 1000, unit: 'rows/s' },
    { name: `requests a row while draining, ${backend}`, value: requests / drained, unit: 'requests' },
  ];
}
