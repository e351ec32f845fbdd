import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AzureStorage } from '../../../lib/storage/azure/azure-storage.ts';
import { TABLES } from '../../../lib/storage-names.ts';
import { startAzurite } from '../../support/azurite.ts';
import { type Bench, quantile } from '../bench.ts';
import { bareNode, firstResponse, HEALTH, PAGE } from './first-response.ts';
import { makeUnbundled } from './unbundled.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
/** Below the repository, where packages outside the bundle are found. */
const FOLDER = join(ROOT, 'out', 'cold');
const ROUNDS = 9;

/**
 * How long a new process takes until its first answer, packaged and not, against a Node process that only prints. The
 * medians of rounds in which each has its turn, so that a busy machine weighs on all alike.
 */
export const bench: Bench = async () => {
  rmSync(FOLDER, { recursive: true, force: true });
  const [packaged, unbundled] = [join(FOLDER, 'packaged'), join(FOLDER, 'unbundled')];
  mkdirSync(unbundled, { recursive: true });
  await Promise.all([packageInto(packaged), makeUnbundled(unbundled)]);
  const azurite = await startAzurite();
  try {
    const storage = new AzureStorage({ connectionString: azurite.connectionString });
    await storage.ensure({ tables: Object.values(TABLES), queues: [], containers: [] });
    const turns = {
      bare: () => bareNode(),
      health: () => firstResponse(packaged, HEALTH, azurite),
      page: () => firstResponse(packaged, PAGE, azurite),
      unbundled: () => firstResponse(unbundled, HEALTH, azurite),
    };
    const medians = await measure(turns);
    return {
      bench: 'cold',
      figures: [
        { name: 'bareNodeMs', value: medians.bare, unit: 'ms' },
        { name: 'firstResponseMs', value: medians.health, unit: 'ms' },
        { name: 'firstResponseOverBareNodeMs', value: medians.health - medians.bare, unit: 'ms' },
        { name: 'firstPageMs', value: medians.page, unit: 'ms' },
        { name: 'unbundledFirstResponseMs', value: medians.unbundled, unit: 'ms' },
      ],
      ratios: { bundledOverUnbundled: medians.health / medians.unbundled },
    };
  } finally {
    await azurite.close();
    rmSync(FOLDER, { recursive: true, force: true });
  }
};

async function measure<Name extends string>(
  turns: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(turns) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  // The first round fills the file system's cache and is not counted.
  for (let round = 0; round <= ROUNDS; round++)
    for (const name of names) {
      const ms = await turns[name]();
      if (round > 0) times.get(name)?.push(ms);
    }
  const medians = names.map((name) => [name, quantile(times.get(name) ?? [], 0.5)] as const);
  return Object.fromEntries(medians) as Record<Name, number>;
}

async function packageInto(folder: string): Promise<void> {
  const args = [join(ROOT, 'scripts', 'package.ts'), '--out', folder];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`The app could not be packaged (exit code ${code}).`);
}
