export type Blob = {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly etag: string;
  readonly metadata: Readonly<Record<string, string>>;
};

/** One container. Names are made by code (hashes, ids), never from user text. */
export interface Blobs {
  get(name: string): Promise<Blob | undefined>;
  /** Replaces what is there: the bytes, content type and metadata change together. Metadata values are ASCII. */
  put(
    name: string,
    bytes: Uint8Array,
    options: { readonly contentType: string; readonly metadata?: Readonly<Record<string, string>> },
  ): Promise<{ readonly etag: string }>;
  /** Done as well where there is no such blob. */
  delete(name: string): Promise<void>;
  /** Names that begin with `prefix`, a page at a time. */
  list(
    prefix: string,
    after?: string,
  ): Promise<{ readonly names: readonly string[]; readonly next: string | undefined }>;
}
