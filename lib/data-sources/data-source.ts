import { createHash } from 'node:crypto';
import type { CatalogItemId } from '../catalog/catalog.ts';
import { foldCase } from '../storage/keys.ts';

declare const dataSourceIdBrand: unique symbol;
/**
 * A shared data source goes by the id of its catalog item; one that a report embeds by the report's id and sixteen hex
 * digits of the SHA-256 of its name, case folded. So credentials stay where the definition is replaced.
 */
export type DataSourceId = string & { readonly [dataSourceIdBrand]: true };

const GUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const ID = new RegExp(`^(${GUID})(-[0-9a-f]{16})?$`);

export function sharedSourceId(itemId: CatalogItemId): DataSourceId {
  return itemId as string as DataSourceId;
}

export function embeddedSourceId(reportId: CatalogItemId, name: string): DataSourceId {
  const hash = createHash('sha256').update(foldCase(name)).digest('hex').slice(0, 16);
  return `${reportId}-${hash}` as DataSourceId;
}

/** The id and the catalog item it belongs to; undefined where the text is no such id. */
export function parseDataSourceId(
  text: string,
): { readonly id: DataSourceId; readonly itemId: CatalogItemId } | undefined {
  const itemId = ID.exec(text)?.[1];
  return itemId === undefined ? undefined : { id: text as DataSourceId, itemId: itemId as CatalogItemId };
}

/** A data source of a report or of the catalog, its references followed. */
export type DataSource = {
  readonly id: DataSourceId;
  readonly itemId: CatalogItemId;
  readonly kind: 'shared' | 'embedded';
  /** Name in the report; the item's own for a shared one that only a shared dataset refers to. */
  readonly name: string;
  /** Path of the catalog item that defines it. */
  readonly path: string;
  readonly provider: string | undefined;
  /** As defined: a constant, or an expression that begins with `=`. */
  readonly connectString: string;
};
