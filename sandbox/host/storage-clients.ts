import { BlobServiceClient } from '@azure/storage-blob';
import { type QueueClient, QueueServiceClient } from '@azure/storage-queue';

/** Listeners try again by themselves: the client's own retries would only hide an outage. */
const OPTIONS = { retryOptions: { maxTries: 2, tryTimeoutInMs: 10_000, retryDelayInMs: 200 } };

/** Clients by connection string, one each. */
export class StorageClients {
  readonly #queues = new Map<string, QueueServiceClient>();
  readonly #blobs = new Map<string, BlobServiceClient>();

  queues(connection: string): QueueServiceClient {
    const known = this.#queues.get(connection);
    if (known !== undefined) return known;
    const made = QueueServiceClient.fromConnectionString(connection, OPTIONS);
    this.#queues.set(connection, made);
    return made;
  }

  blobs(connection: string): BlobServiceClient {
    const known = this.#blobs.get(connection);
    if (known !== undefined) return known;
    const made = BlobServiceClient.fromConnectionString(connection, OPTIONS);
    this.#blobs.set(connection, made);
    return made;
  }
}

/** Sends a message, creating its queue if it is missing. */
export async function sendCreatingQueue(queue: QueueClient, text: string): Promise<void> {
  try {
    await queue.sendMessage(text);
  } catch (error) {
    if (storageError(error).code !== 'QueueNotFound') throw error;
    await queue.createIfNotExists();
    await queue.sendMessage(text);
  }
}

type StorageError = { readonly statusCode: number | undefined; readonly code: string | undefined };

/** Status and code of an error of Azure Storage; neither where it is another error. */
export function storageError(error: unknown): StorageError {
  if (typeof error !== 'object' || error === null) return { statusCode: undefined, code: undefined };
  const statusCode: unknown = Reflect.get(error, 'statusCode');
  const code: unknown = Reflect.get(error, 'code');
  return {
    statusCode: typeof statusCode === 'number' ? statusCode : undefined,
    code: typeof code === 'string' ? code : undefined,
  };
}
