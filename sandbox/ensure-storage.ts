import { AzureStorage } from '../lib/storage/azure/azure-storage.ts';
import { BLOBS, QUEUES, TABLES } from '../lib/storage-names.ts';

/** What a deployment creates, on the local storage. */
export async function ensureAppStorage(connectionString: string): Promise<void> {
  await new AzureStorage({ connectionString }).ensure({
    tables: Object.values(TABLES),
    queues: Object.values(QUEUES),
    containers: Object.values(BLOBS),
  });
}
