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

/** Reads a definition far enough to know that it can be used; throws the DomainError that says why not. */
export type DefinitionCheck = (kind: Exclude<CatalogItemKind, 'folder'>, bytes: Uint8Array) => Promise<void>;

export type UploadDependencies = {
  readonly catalog: Catalog;
  readonly definitions: Blobs;
  readonly checkDefinition: DefinitionCheck;
  readonly clock: Clock;
};

const KIND_OF = { rdl: 'report', rds: 'data-source', rsd: 'dataset' } as const satisfies Record<
  string,
  CatalogItemKind
>;

/**
 * Puts a definition at a path, making missing folders; what is there of the same kind is replaced and keeps its id.
 * Crash story: the blob goes by its content's hash and is written first, the row commits; cut off in between, a blob
 * is left that the next upload of the same file uses.
 * @throws DomainError ITEM_NAME_INVALID, NOT_RDL, REPORT_UNREADABLE, ALREADY_EXISTS, CONFLICT.
 */
export async function uploadItem(
  { catalog, definitions, checkDefinition, clock }: UploadDependencies,
  user: UserPrincipal,
  path: string,
  bytes: Uint8Array,
): Promise<{ readonly item: StoredCatalogItem; readonly created: boolean }> {
  const names = parsePath(path);
  const fileName = names.at(-1);
  if (fileName === undefined)
    throw new DomainError('ITEM_NAME_INVALID', { detail: 'Name the file to upload.' });
  const { name, extension } = nameOfFile(fileName);
  const kind = extension === undefined ? undefined : KIND_OF[extension as keyof typeof KIND_OF];
  if (kind === undefined || name === '')
    throw new DomainError('ITEM_NAME_INVALID', {
      detail: 'The name must end in .rdl (report), .rds (shared data source) or .rsd (shared dataset).',
    });
  await checkDefinition(kind, bytes);

  const contentHash = createHash('sha256').update(bytes).digest('hex');
  const blob = `definitions/${contentHash}`;
  await definitions.put(blob, bytes, { contentType: 'application/xml' });

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
  if (!present) {
    const item = {
      id: randomUUID() as CatalogItemId,
      name,
      parent,
      path: `/${[...folders, name].join('/')}`,
      ...common,
    };
    return { item: await catalog.add(item), created: true };
  }
  if (present.kind !== kind)
    throw new DomainError('ALREADY_EXISTS', {
      detail: `"${present.path}" is a ${present.kind}; choose another name.`,
    });
  const { etag, ...before } = present;
  return { item: await catalog.replace({ ...before, ...common }, etag), created: false };
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
