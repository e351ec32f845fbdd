import type { Clock } from '../clock.ts';
import type { Blobs } from '../storage/blobs.ts';
import type { Storage } from '../storage/storage.ts';
import { allRows } from './all-rows.ts';
import type { Archive, ArchivedBlob, Manifest, Part } from './archive.ts';

/** Tables in the order they are read: what points at something is read before it, so that nothing points nowhere. */
export type BackUpScope = { readonly tables: readonly string[]; readonly containers: readonly string[] };

/**
 * Copies every row and blob while the app goes on. A run that ends meanwhile may be seen before or after; what heals
 * that is what heals a crash: the reconciler inserts missing due rows, and a claimed occurrence is claimed again.
 * Crash story: without its manifest, which comes last, an archive is not restored; backing up again begins anew.
 */
export async function backUp(
  {
    storage,
    clock,
    installation,
  }: {
    readonly storage: Storage;
    readonly clock: Clock;
    readonly installation: string;
  },
  archive: Archive,
  scope: BackUpScope,
): Promise<Manifest> {
  const begunAt = clock.now().toString();
  await archive.begin();
  const tables: Record<string, Part> = {};
  for (const name of scope.tables) tables[name] = await archive.putTable(name, allRows(storage.table(name)));
  const containers: Record<string, Part> = {};
  for (const name of scope.containers)
    containers[name] = await archive.putContainer(name, allBlobs(storage.blobs(name)));
  const manifest: Manifest = { format: 1, begunAt, installation, tables, containers };
  await archive.finish(manifest);
  return manifest;
}

async function* allBlobs(blobs: Blobs): AsyncGenerator<ArchivedBlob> {
  let after: string | undefined;
  do {
    const page = await blobs.list('', after);
    for (const name of page.names) {
      const blob = await blobs.get(name);
      // Replaced or removed since it was listed.
      if (blob) yield { name, bytes: blob.bytes, contentType: blob.contentType, metadata: blob.metadata };
    }
    after = page.next;
  } while (after !== undefined);
}
