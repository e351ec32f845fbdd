import { afterAll, beforeAll } from 'vitest';
import { AzureStorage } from '../../../lib/storage/azure/azure-storage.ts';
import { BlobStorage, blobService } from '../../../lib/storage/azure/blob-storage.ts';
import { MemoryBlobs } from '../../../lib/storage/memory/memory-blobs.ts';
import { type Azurite, startAzurite } from '../../support/azurite.ts';
import { blobsContract } from './blobs-contract.ts';

let azurite: Azurite;
let containers = 0;
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(async () => {
  await azurite.close();
});

blobsContract('in memory', async () => new MemoryBlobs({ pageSize: 3 }));
blobsContract('Azure Blob Storage', async () => {
  containers += 1;
  const name = `contract-${containers}`;
  const connection = { connectionString: azurite.connectionString };
  await new AzureStorage(connection).ensure({ tables: [], queues: [], containers: [name] });
  return new BlobStorage(() => blobService(connection), name, { pageSize: 3 });
});
