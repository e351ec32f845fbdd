import { AzureStorage } from '../../../lib/storage/azure/azure-storage.ts';
import { type Bench, quantile } from '../bench.ts';
import { measureBareCalls } from './bare-calls.ts';
import { startInstallation } from './installation.ts';
import { measureRefreshes } from './measure-refreshes.ts';

const REFRESHES = 300;

/**
 * Refreshes end to end on one instance: fired, claimed, drawn, published, sent to Power BI, ended; on Azurite and the
 * stand-ins, against the bare storage calls that they can't do without.
 */
export const bench: Bench = async () => {
  const installation = await startInstallation();
  try {
    const { connectionString } = installation;
    const ours = await measureRefreshes(installation, REFRESHES);
    const storage = new AzureStorage({ connectionString });
    const floorMs = await measureBareCalls(storage, connectionString, REFRESHES);
    const rate = (ms: number) => (REFRESHES / ms) * 1000;
    return {
      bench: 'refresh',
      figures: [
        { name: 'refreshes', value: REFRESHES, unit: 'refreshes' },
        { name: 'throughput', value: rate(ours.milliseconds), unit: 'refreshes/s' },
        { name: 'throughput of the bare storage calls', value: rate(floorMs), unit: 'refreshes/s' },
        { name: 'lateness, p50', value: quantile(ours.latenessMs, 0.5), unit: 'ms' },
        { name: 'lateness, p99', value: quantile(ours.latenessMs, 0.99), unit: 'ms' },
      ],
      ratios: { oursOverFloor: rate(ours.milliseconds) / rate(floorMs) },
    };
  } finally {
    await installation.close();
  }
};
