import { TableServiceClient } from '@azure/data-tables';
import type { BlobServiceClient } from '@azure/storage-blob';
import type { QueueServiceClient } from '@azure/storage-queue';
import type { Storage, StorageNames } from '../storage.ts';
import { BlobStorage, blobService } from './blob-storage.ts';
import { insecureAllowed, type StorageConnection } from './connection.ts';
import { callService } from './faults.ts';
import { QueueStorage, queueService } from './queue-storage.ts';
import { TableStorage } from './table-storage.ts';

/**
 * One storage account of Azure, or Azurite. Clients are made here and share their connections; nothing is sent before
 * the first call.
 */
export class AzureStorage implements Storage {
  readonly #connection: StorageConnection;
  readonly #queues: () => Promise<QueueServiceClient>;
  readonly #containers: () => Promise<BlobServiceClient>;

  /** Throws a RangeError for an address without TLS that is not loopback, and where the connection string is none. */
  constructor(connection: StorageConnection) {
    this.#connection = connection;
    insecureAllowed(connection);
    this.#queues = once(() => queueService(connection));
    this.#containers = once(() => blobService(connection));
  }

  table(name: string): TableStorage {
    return new TableStorage(this.#connection, name);
  }

  queue(name: string): QueueStorage {
    return new QueueStorage(this.#queues, name, this.#connection);
  }

  blobs(container: string): BlobStorage {
    return new BlobStorage(this.#containers, container, this.#connection);
  }

  async ensure(names: StorageNames): Promise<void> {
    const tables = tableService(this.#connection);
    const [queues, containers] = await Promise.all([this.#queues(), this.#containers()]);
    await Promise.all([
      ...names.tables.map((name) => ensured(`table ${name}`, () => tables.createTable(name))),
      ...names.queues.map((name) => ensured(`queue ${name}`, () => queues.createQueue(name))),
      ...names.containers.map((name) => ensured(`container ${name}`, () => containers.createContainer(name))),
    ]);
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** A name that is taken is what was asked for; one that is being deleted is not there yet and throws. */
function ensured(what: string, create: () => Promise<unknown>): Promise<unknown> {
  return callService<unknown>({
    unavailable: 'STORAGE_UNAVAILABLE',
    what,
    call: create,
    expected: ({ code }) =>
      ['TableAlreadyExists', 'QueueAlreadyExists', 'ContainerAlreadyExists'].includes(code)
        ? { result: undefined }
        : undefined,
  });
}

function tableService(connection: StorageConnection): TableServiceClient {
  const options = { allowInsecureConnection: insecureAllowed(connection) };
  return 'connectionString' in connection
    ? TableServiceClient.fromConnectionString(connection.connectionString, options)
    : new TableServiceClient(connection.tableUri, connection.credential, options);
}
