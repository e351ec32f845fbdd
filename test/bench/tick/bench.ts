import { AzureStorage } from '../../../lib/storage/azure/azure-storage.ts';
import { MemoryStorage } from '../../../lib/storage/memory/memory-storage.ts';
import type { Storage } from '../../../lib/storage/storage.ts';
import { QUEUES, TABLES } from '../../../lib/storage-names.ts';
import { startAzurite } from '../../support/azurite.ts';
import { TestClock } from '../../support/test-clock.ts';
import type { Bench, BenchResult, Figure } from '../bench.ts';
import { type BurstFigures, measureBurst, measureSize, type SizeFigures } from './measure-size.ts';
import { SEEDED_AT } from './seeds.ts';

const SMALL = 1_000;
const MIDDLE = 10_000;
const LARGE = 100_000;
/** For filling a storage, and again for draining it: a machine that is too slow for all of it measures less of it. */
const BUDGET_MS = 900_000;

type Backend = 'memory' | 'Azurite';
type StorageFor = (others: number) => Promise<Pick<Storage, 'table' | 'queue'>>;
type Measured = { readonly sizes: readonly SizeFigures[]; readonly burst: BurstFigures };

/**
 * What a tick costs beside how many subscriptions, and how long a burst of them in one minute takes. On Azurite for the
 * time; in memory, where the requests are the same, to hold them against each other at every size.
 */
export const bench: Bench = async () => {
  const memory = await measureAll(
    'memory',
    async () => new MemoryStorage(new TestClock(SEEDED_AT.toString())),
  );
  const azurite = await startAzurite();
  try {
    const storage = new AzureStorage({ connectionString: azurite.connectionString });
    return resultOf(memory, await measureAll('Azurite', (others) => apart(storage, `n${others}`)));
  } finally {
    await azurite.close();
  }
};

async function measureAll(backend: Backend, storageFor: StorageFor): Promise<Measured> {
  const options = (others: number) => ({
    others,
    budgetMs: BUDGET_MS,
    progress: (what: string) => console.error(`tick, ${backend}: ${what}`),
  });
  const sizes: SizeFigures[] = [];
  for (const others of [SMALL, MIDDLE])
    sizes.push(await measureSize(await storageFor(others), options(others)));
  return { sizes, burst: await measureBurst(await storageFor(LARGE), options(LARGE)) };
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
  const small = memory.sizes[0]?.tick.requests ?? Number.NaN;
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
      requestsAt100kOver1k: memory.burst.tick.requests / small,
      azuriteOverMemoryRequests: azurite.burst.tick.requests / small,
      drainOverFloor: drain.milliseconds / floorMilliseconds,
    },
  };
}

function tickFigures(backend: Backend, { sizes, burst }: Measured): readonly Figure[] {
  return [...sizes, burst].flatMap(({ others, tick }) => {
    const name = `a tick, 100 due beside ${others}, ${backend}`;
    return [
      { name: `requests of ${name}`, value: tick.requests, unit: 'requests' },
      ...(backend === 'memory' ? [] : [{ name: `time of ${name}`, value: tick.milliseconds, unit: 'ms' }]),
    ];
  });
}

function drainFigures(backend: Backend, { others, drain }: BurstFigures): readonly Figure[] {
  const { drained, milliseconds, requests } = drain;
  const what = drained === others ? `${others}` : `${drained} of ${others}`;
  return [
    { name: `time to drain ${what} due in one minute, ${backend}`, value: milliseconds / 1000, unit: 's' },
    { name: `rate of draining, ${backend}`, value: (drained / milliseconds) * 1000, unit: 'rows/s' },
    { name: `requests a row while draining, ${backend}`, value: requests / drained, unit: 'requests' },
  ];
}
