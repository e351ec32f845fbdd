import type { Catalog, StoredCatalogItem } from '../catalog/catalog.ts';
import { DomainError } from '../errors.ts';
import type { Blobs } from '../storage/blobs.ts';
import type { AllowedHosts } from './network/allowed-hosts.ts';
import { fetchGuarded } from './network/fetch-guarded.ts';
import type { Credentials } from './sql/database.ts';

export type DocumentDependencies = {
  readonly catalog: Catalog;
  readonly definitions: Blobs;
  readonly allowed: AllowedHosts;
};

export type DocumentRequest = {
  /** An https address, or a path in the catalog: from the root, or from `folder`. */
  readonly address: string;
  /** Names of the folders around the definition that refers to it. */
  readonly folder: readonly string[];
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  readonly credentials?: Credentials | undefined;
};

export type ReadDocument = { readonly bytes: Uint8Array; readonly contentType: string };

/**
 * Reads what a report refers to by address: from the catalog, or over https from allowed hosts.
 * @throws DomainError DATA_SOURCE_NOT_FOUND, and as `fetchGuarded`
 */
export async function readDocument(
  { catalog, definitions, allowed }: DocumentDependencies,
  { address, folder, ...options }: DocumentRequest,
): Promise<ReadDocument> {
  if (/^[a-z][a-z0-9+.-]+:/i.test(address)) return fetchGuarded(allowed, address, options);
  const names = address.replaceAll('\\', '/').split('/').filter(Boolean).map(decoded);
  const path = address.startsWith('/') ? names : [...folder, ...names];
  const item = await catalog.resolve(withoutParents(path));
  const content = item && (await contentOf(definitions, item));
  if (content === undefined)
    throw new DomainError('DATA_SOURCE_NOT_FOUND', {
      detail: `The document "${address}" is not in the catalog. Upload it there.`,
    });
  return content;
}

async function contentOf(definitions: Blobs, item: StoredCatalogItem): Promise<ReadDocument | undefined> {
  if (item.kind !== 'document' || item.blob === undefined) return undefined;
  const content = await definitions.get(item.blob);
  return content && { bytes: content.bytes, contentType: '' };
}

/** As XML's own rule says: a byte order mark, else the charset of the answer, else UTF-8. */
export function textOf({ bytes, contentType }: ReadDocument): string {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined;
  const charset = marked ?? /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch (cause) {
    throw new DomainError('DATA_SOURCE_INVALID', {
      detail: `The document is in the unknown charset "${charset}".`,
      cause,
    });
  }
}

function withoutParents(names: readonly string[]): readonly string[] {
  const path: string[] = [];
  for (const name of names) {
    if (name === '..') path.pop();
    else if (name !== '.') path.push(name);
  }
  return path;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    // A per cent sign that is part of the name.
    return name;
  }
}
