import type { BlobServiceClient, ContainerClient } from '@azure/storage-blob';
import { checkBlobName, checkMetadata } from '../blob-rules.ts';
import type { Blob, Blobs } from '../blobs.ts';
import { RETRIES, type StorageConnection } from './connection.ts';
import { callService, type ServiceFault } from './faults.ts';

/**
 * One container of Azure Blob Storage. Every put replaces the whole blob in one request, so that readers see the old
 * one or the new one.
 */
export class BlobStorage implements Blobs {
  readonly #container: () => Promise<ContainerClient>;
  readonly #what: string;
  readonly #deadlineMs: number | undefined;
  readonly #pageSize: number;

  constructor(
    service: () => Promise<BlobServiceClient>,
    container: string,
    options: { readonly pageSize?: number; readonly deadlineMs?: number } = {},
  ) {
    this.#container = async () => (await service()).getContainerClient(container);
    this.#what = `container ${container}`;
    this.#pageSize = options.pageSize ?? 1000;
    this.#deadlineMs = options.deadlineMs;
  }

  async get(name: string): Promise<Blob | undefined> {
    checkBlobName(name);
    return await this.#call<Blob | undefined>(
      (abortSignal) => this.#download(name, abortSignal),
      ({ code }) => (code === 'BlobNotFound' ? { result: undefined } : undefined),
    );
  }

  async put(
    name: string,
    bytes: Uint8Array,
    options: { readonly contentType: string; readonly metadata?: Readonly<Record<string, string>> },
  ): Promise<{ readonly etag: string }> {
    checkBlobName(name);
    const metadata = { ...options.metadata };
    checkMetadata(metadata);
    const { etag } = await this.#call(async (abortSignal) => {
      const container = await this.#container();
      return container.getBlockBlobClient(name).upload(bytes, bytes.byteLength, {
        blobHTTPHeaders: { blobContentType: options.contentType },
        metadata,
        abortSignal,
      });
    });
    return { etag: etag ?? '' };
  }

  async delete(name: string): Promise<void> {
    checkBlobName(name);
    await this.#call<unknown>(
      async (abortSignal) => (await this.#container()).deleteBlob(name, { abortSignal }),
      ({ code }) => (code === 'BlobNotFound' ? { result: undefined } : undefined),
    );
  }

  async list(
    prefix: string,
    after?: string,
  ): Promise<{ readonly names: readonly string[]; readonly next: string | undefined }> {
    return await this.#call(async (abortSignal) => {
      const container = await this.#container();
      const pages = container.listBlobsFlat({ prefix, abortSignal }).byPage({
        maxPageSize: this.#pageSize,
        ...(after === undefined ? {} : { continuationToken: after }),
      });
      for await (const page of pages) {
        const names = page.segment.blobItems.map((item) => item.name);
        // The last page's marker is an empty string.
        return { names, next: page.continuationToken === '' ? undefined : page.continuationToken };
      }
      return { names: [], next: undefined };
    });
  }

  async #download(name: string, abortSignal: AbortSignal): Promise<Blob> {
    const container = await this.#container();
    const response = await container.getBlobClient(name).download(undefined, undefined, { abortSignal });
    const chunks: Uint8Array[] = [];
    for await (const chunk of response.readableStreamBody ?? []) {
      chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    }
    return {
      bytes: Uint8Array.from(Buffer.concat(chunks)),
      contentType: response.contentType ?? 'application/octet-stream',
      etag: response.etag ?? '',
      metadata: { ...response.metadata },
    };
  }

  #call<Result>(
    call: (signal: AbortSignal) => Promise<Result>,
    expected: (fault: ServiceFault) => { readonly result: Result } | undefined = () => undefined,
  ): Promise<Result> {
    return callService({
      unavailable: 'STORAGE_UNAVAILABLE',
      what: this.#what,
      deadlineMs: this.#deadlineMs,
      call,
      expected,
    });
  }
}

/** Loaded when it is first asked for: a cold start that touches no blob does not pay for its client. */
export async function blobService(connection: StorageConnection): Promise<BlobServiceClient> {
  const { BlobServiceClient } = await import('@azure/storage-blob');
  const options = {
    retryOptions: {
      maxTries: RETRIES.count + 1,
      retryDelayInMs: RETRIES.firstDelayMs,
      maxRetryDelayInMs: RETRIES.longestDelayMs,
    },
  };
  return 'connectionString' in connection
    ? BlobServiceClient.fromConnectionString(connection.connectionString, options)
    : new BlobServiceClient(connection.blobUri, connection.credential, options);
}
