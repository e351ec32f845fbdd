import type { Temporal } from 'temporal-polyfill';

declare const itemIdBrand: unique symbol;
/** A GUID that stays with an item through replacing, moving and renaming. */
export type CatalogItemId = string & { readonly [itemIdBrand]: true };

export const ROOT = 'root';

/** What a definition in XML can be. */
export type DefinitionKind = 'report' | 'data-source' | 'dataset';

/** A document is what reports read beside definitions: data as XML, CSV or JSON, and images. */
export type CatalogItemKind = 'folder' | DefinitionKind | 'document';

export type CatalogItem = {
  readonly id: CatalogItemId;
  readonly kind: CatalogItemKind;
  readonly name: string;
  /** Id of the folder that holds it, or `root`. */
  readonly parent: string;
  /** From the root, with a slash in front and the item's own name at the end. */
  readonly path: string;
  /** Name of the blob with the definition; absent for folders. */
  readonly blob: string | undefined;
  readonly contentHash: string | undefined;
  readonly size: number;
  readonly modifiedBy: string;
  readonly modifiedAt: Temporal.Instant;
};

export type StoredCatalogItem = CatalogItem & { readonly etag: string };

export interface Catalog {
  /** Children of a folder, folders first, by name. */
  list(parent: string): Promise<readonly StoredCatalogItem[]>;
  find(parent: string, name: string): Promise<StoredCatalogItem | undefined>;
  byId(id: string): Promise<StoredCatalogItem | undefined>;
  /** Items of all folders whose names have words that begin with each word of the text; folders first, by name, at most 100. */
  search(text: string): Promise<readonly StoredCatalogItem[]>;
  /** Follows names from the root; undefined where one is missing. */
  resolve(names: readonly string[]): Promise<StoredCatalogItem | undefined>;
  /**
   * Insert-only; the locator row and those of its words first. Cut off in between, they lead nowhere and count as absent.
   * @throws DomainError ALREADY_EXISTS.
   */
  add(item: CatalogItem): Promise<StoredCatalogItem>;
  /** By ETag. @throws DomainError CONFLICT. */
  replace(item: CatalogItem, etag: string): Promise<StoredCatalogItem>;
  /** Row first, what leads to it after; repeatable. */
  remove(item: StoredCatalogItem): Promise<void>;
}
