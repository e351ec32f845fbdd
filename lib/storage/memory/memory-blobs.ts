import { checkBlobName, checkMetadata } from '../blob-rules.ts';
import type { Blob, Blobs } from '../blobs.ts';
import { SortedMap } from './sorted-map.ts';

/** A container in memory: bytes are copied in and out, so that neither side can change the other's. */
export class MemoryBlobs implements Blobs {
  readonly #blobs = new SortedMap<Blob>();
  readonly #pageSize: number;
  #version = 0;

  constructor(options: { readonly pageSize?: number } = {}) {
    this.#pageSize = options.pageSize ?? 1000;
  }

  async get(name: string): Promise<Blob | undefined> {
    checkBlobName(name);
    const blob = this.#blobs.get(name);
    return blob === undefined ? undefined : { ...blob, bytes: blob.bytes.slice() };
  }

  async put(
    name: string,
    bytes: Uint8Array,
    options: { readonly contentType: string; readonly metadata?: Readonly<Record<string, string>> },
  ): Promise<{ readonly etag: string }> {
    checkBlobName(name);
    const metadata = { ...options.metadata };
    checkMetadata(metadata);
    this.#version += 1;
    const etag = `"${this.#version}"`;
    this.#blobs.set(name, {
      bytes: Uint8Array.from(bytes),
      contentType: options.contentType,
      etag,
      metadata,
    });
    return { etag };
  }

  async delete(name: string): Promise<void> {
    checkBlobName(name);
    this.#blobs.delete(name);
  }

  async list(
    prefix: string,
    after?: string,
  ): Promise<{ readonly names: readonly string[]; readonly next: string | undefined }> {
    const names: string[] = [];
    for (const [name] of this.#blobs.range(after ?? prefix, undefined)) {
      if (!name.startsWith(prefix)) break;
      if (names.length === this.#pageSize) return { names, next: name };
      names.push(name);
    }
    return { names, next: undefined };
  }
}
