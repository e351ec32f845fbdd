import type { Row } from '../storage/table.ts';

/** What was written of one table or container, and how to recognise it. */
export type Part = { readonly count: number; readonly sha256: string };

export type Manifest = {
  readonly format: 1;
  /** UTC instant at which the back-up began: what changed later may be in it or not. */
  readonly begunAt: string;
  readonly installation: string;
  readonly tables: Readonly<Record<string, Part>>;
  readonly containers: Readonly<Record<string, Part>>;
};

export type ArchivedBlob = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
};

/** Where a back-up lies. It is whole when it has its manifest, which is written last. */
export interface Archive {
  /** Forgets a manifest that is there: from now on the archive is not whole. */
  begin(): Promise<void>;
  putTable(name: string, rows: AsyncIterable<Row>): Promise<Part>;
  putContainer(name: string, blobs: AsyncIterable<ArchivedBlob>): Promise<Part>;
  finish(manifest: Manifest): Promise<void>;
  manifest(): Promise<Manifest | undefined>;
  /** Reads it all once. @throws where it is not what the manifest says. */
  verify(manifest: Manifest): Promise<void>;
  rows(table: string): AsyncIterable<Row>;
  blobs(container: string): AsyncIterable<ArchivedBlob>;
}
