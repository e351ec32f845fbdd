import { afterAll, beforeAll } from 'vitest';
import { AzureStorage } from '../../../lib/storage/azure/azure-storage.ts';
import { MemoryTable } from '../../../lib/storage/memory/memory-table.ts';
import { type Azurite, startAzurite } from '../../support/azurite.ts';
import { tableContract } from './table-contract.ts';

let azurite: Azurite;
let tables = 0;
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(async () => {
  await azurite.close();
});

tableContract('in memory', async () => new MemoryTable());
tableContract('Azure Table Storage', async () => {
  const storage = new AzureStorage({ connectionString: azurite.connectionString });
  tables += 1;
  const name = `Contract${tables}`;
  await storage.ensure({ tables: [name], queues: [], containers: [] });
  return storage.table(name);
});
