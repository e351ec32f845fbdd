import { createHash, randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import type { UserPrincipal } from '../identity/principal.ts';
import type { Blobs } from '../storage/blobs.ts';
import {
  type Catalog,
  type CatalogItemId,
  type CatalogItemKind,
  ROOT,
  type StoredCatalogItem,
} from './catalog.ts';
import { nameOfFile, parsePath } from './path.ts';

/** What is kept of a file: without its passwords, which are to be kept apart from it. */
export type PreparedFile<Password> = {
  readonly bytes: Uint8Array;
  readonly passwords: readonly Password[];
};

export type UploadDependencies<Password = unknown> = {
  readonly catalog: Catalog;
  readonly definitions: Blobs;
  /** Reads a file far enough to know that it can be used; throws the DomainError that says why not. */
  readonly prepareFile: (
    kind: FileKind,
    bytes: Uint8Array,
    extension: string,
  ) => Promise<PreparedFile<Password>>;
  /** Keeps the passwords that stood in a file; says what was done with each. */
  readonly keepPasswords: (
    user: UserPrincipal,
    item: StoredCatalogItem,
    passwords: readonly Password[],
  ) => Promise<readonly string[]>;
  readonly clock: Clock;
};

export type FileKind = Exclude<CatalogItemKind, 'folder'>;

const KIND_OF: Readonly<Record<string, FileKind>> = {
  rdl: 'report',
  rds: 'data-source',
  rsd: 'dataset',
  xml: 'document',
  csv: 'document',
  json: 'document',
  png: 'document',
  jpg: 'document',
  jpeg: 'document',
  gif: 'document',
  bmp: 'document',
};

/**
 * Puts a file at a path, making missing folders; what is there of the same kind is replaced and keeps its id.
 * Crash story: the blob goes by its content's hash and is written first, the row commits; cut off in between, a blob
 * is left that the next upload of the same file uses. Passwords are kept last; cut off before, they are missing, and
 * uploading again keeps them.
 * @throws DomainError ITEM_NAME_INVALID, NOT_RDL, REPORT_UNREADABLE, DATA_SOURCE_INVALID, ALREADY_EXISTS, CONFLICT.
 */
export async function uploadItem<Password>(
  dependencies: UploadDependencies<Password>,
  user: UserPrincipal,
  path: string,
  file: Uint8Array,
): Promise<{
  readonly item: StoredCatalogItem;
  readonly created: boolean;
  readonly notes: readonly string[];
}> {
  const { catalog, definitions, prepareFile, keepPasswords, clock } = dependencies;
  const names = parsePath(path);
  const fileName = names.at(-1);
  if (fileName === undefined)
    throw new DomainError('ITEM_NAME_INVALID', { detail: 'Name the file to upload.' });
  const { name, extension } = nameOfFile(fileName);
  const kind = extension === undefined ? undefined : KIND_OF[extension];
  if (extension === undefined || kind === undefined || name === '')
    throw new DomainError('ITEM_NAME_INVALID', {
      detail:
        'The name must end in .rdl (report), .rds (shared data source), .rsd (shared dataset), or, for documents that reports read, .xml, .csv, .json, .png, .jpg, .gif or .bmp.',
    });
  const { bytes, passwords } = await prepareFile(kind, file, extension);

  const contentHash = createHash('sha256').update(bytes).digest('hex');
  const blob = `definitions/${contentHash}`;
  const contentType = kind === 'document' ? 'application/octet-stream' : 'application/xml';
  await definitions.put(blob, bytes, { contentType });

  const folders = names.slice(0, -1);
  const parent = await ensureFolders(catalog, clock, user, folders);
  const common = {
    kind,
    blob,
    contentHash,
    size: bytes.byteLength,
    modifiedBy: user.owner,
    modifiedAt: clock.now(),
  };
  const present = await catalog.find(parent, name);
  const item = present
    ? await replaceItem(catalog, present, common)
    : await catalog.add({
        id: randomUUID() as CatalogItemId,
        name,
        parent,
        path: `/${[...folders, name].join('/')}`,
        ...common,
      });
  return { item, created: !present, notes: await keepPasswords(user, item, passwords) };
}

async function replaceItem(
  catalog: Catalog,
  present: StoredCatalogItem,
  change: Pick<StoredCatalogItem, 'kind' | 'blob' | 'contentHash' | 'size' | 'modifiedBy' | 'modifiedAt'>,
): Promise<StoredCatalogItem> {
  if (present.kind !== change.kind)
    throw new DomainError('ALREADY_EXISTS', {
      detail: `"${present.path}" is a ${present.kind}; choose another name.`,
    });
  const { etag, ...before } = present;
  return catalog.replace({ ...before, ...change }, etag);
}

async function ensureFolders(
  catalog: Catalog,
  clock: Clock,
  user: UserPrincipal,
  names: readonly string[],
): Promise<string> {
  let parent: string = ROOT;
  for (const [depth, name] of names.entries()) {
    const path = `/${names.slice(0, depth + 1).join('/')}`;
    const present = await catalog.find(parent, name);
    if (present && present.kind !== 'folder')
      throw new DomainError('ALREADY_EXISTS', { detail: `"${path}" is no folder.` });
    parent = present
      ? present.id
      : await addFolder(catalog, { parent, name, path, by: user.owner, at: clock.now() });
  }
  return parent;
}

/** Two uploads may make the same folder at once: the one that comes second uses the first one's. */
async function addFolder(
  catalog: Catalog,
  folder: {
    readonly parent: string;
    readonly name: string;
    readonly path: string;
    readonly by: string;
    readonly at: ReturnType<Clock['now']>;
  },
): Promise<string> {
  const { parent, name, path, by, at } = folder;
  try {
    const id = randomUUID() as CatalogItemId;
    const none = { blob: undefined, contentHash: undefined, size: 0 };
    return (
      await catalog.add({ id, kind: 'folder', name, parent, path, ...none, modifiedBy: by, modifiedAt: at })
    ).id;
  } catch (error) {
    const winner =
      error instanceof DomainError && error.code === 'ALREADY_EXISTS'
        ? await catalog.find(parent, name)
        : undefined;
    if (!winner) throw error;
    return winner.id;
  }
}
