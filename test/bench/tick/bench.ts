import { AzureStorage } from '../../../lib/storage/azure/azure-storage.ts';
import { QUEUES, TABLES } from '../../../lib/storage-names.ts';
import { startAzurite } from '../../support/azurite.ts';
import type { Bench, BenchResult, Figure } from '../bench.ts';
import { type DrainFigures, measureDrain } from './measure-drain.ts';
import { DUE_A_TICK, measureTicks, type TickFigures } from './measure-ticks.ts';

const SIZES = [1_000, 10_000, 100_000] as const;
const BURST = 100_000;

/** What a tick costs, by the number of subscriptions; and how long a burst of them in one minute takes. On Azurite. */
export const bench: Bench = async () => {
  const azurite = await startAzurite();
  try {
    const storage = new AzureStorage({ connectionString: azurite.connectionString });
    const bySize = new Map<number, TickFigures>();
    for (const size of SIZES) bySize.set(size, await measureTicks(await apart(storage, `n${size}`), size));
    return resultOf(bySize, await measureDrain(await apart(storage, 'burst'), BURST));
  } finally {
    await azurite.close();
  }
};

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

function resultOf(bySize: ReadonlyMap<number, TickFigures>, drain: DrainFigures): BenchResult {
  const figures: Figure[] = [...bySize].flatMap(([size, { requests, milliseconds }]) => [
    { name: `requests of a tick, ${DUE_A_TICK} due of ${size}`, value: requests, unit: 'requests' },
    { name: `time of a tick, ${DUE_A_TICK} due of ${size}`, value: milliseconds, unit: 'ms' },
  ]);
  const requestsOf = (size: number) => bySize.get(size)?.requests ?? Number.NaN;
  return {
    bench: 'tick',
    figures: [
      ...figures,
      { name: `time to drain ${BURST} due in one minute`, value: drain.milliseconds / 1000, unit: 's' },
      { name: 'rate of draining', value: (BURST / drain.milliseconds) * 1000, unit: 'rows/s' },
      { name: 'requests a row while draining', value: drain.requests / BURST, unit: 'requests' },
      { name: 'bare calls for the same rows', value: drain.floorMilliseconds / 1000, unit: 's' },
    ],
    ratios: {
      requestsAt100kOver1k: requestsOf(100_000) / requestsOf(1_000),
      drainOverFloor: drain.milliseconds / drain.floorMilliseconds,
    },
  };
}
