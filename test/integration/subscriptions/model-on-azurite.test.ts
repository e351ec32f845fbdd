import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AzureStorage } from '../../../lib/storage/azure/azure-storage.ts';
import { TABLES } from '../../../lib/storage-names.ts';
import { type Azurite, startAzurite } from '../../support/azurite.ts';
import { actions, play } from '../../support/simulation/actions.ts';
import { judge } from '../../support/simulation/judge.ts';
import { playScenario } from '../../support/simulation/scenario.ts';
import { SimulatedWorld } from '../../support/simulation/simulated-world.ts';

const STORIES = process.env.REPORT_TILES_LONG === '1' ? 60 : 2;

let azurite: Azurite;
let storage: AzureStorage;
let worlds = 0;

/** Tables on Azurite, each world with its own; queues and the clock are simulated, since Azurite's cannot be moved. */
async function newWorld(): Promise<SimulatedWorld> {
  worlds += 1;
  const nameOf = (name: string) => `${name}${worlds}`;
  await storage.ensure({ tables: Object.values(TABLES).map(nameOf), queues: [], containers: [] });
  return new SimulatedWorld({ tables: { table: (name) => storage.table(nameOf(name)) } });
}

beforeAll(async () => {
  azurite = await startAzurite();
  storage = new AzureStorage({ connectionString: azurite.connectionString });
});
afterAll(() => azurite.close());

describe('subscriptions on Table Storage', { timeout: 900_000 }, () => {
  it('live through the scenario with every occurrence accounted for once', async () => {
    const world = await newWorld();
    await playScenario(world);
    expect((await judge(world)).complaints).toEqual([]);
  });

  it(`keep what the model promises in ${STORIES} stories`, async () => {
    const story = fc.array(actions, { minLength: 3, maxLength: 8 });
    for (const steps of fc.sample(story, { numRuns: STORIES, seed: 5 })) {
      const world = await newWorld();
      await play(world, steps);
      expect((await judge(world)).complaints, JSON.stringify(steps)).toEqual([]);
    }
  });
});
