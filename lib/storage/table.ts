/** What a cell may hold; undefined cells are left out. Strings at most 32,768 UTF-16 units (Table Storage). */
export type Cell = string | number | boolean | bigint;

export type RowKey = { readonly partitionKey: string; readonly rowKey: string };

/** A row without its key; integers within 2^53 are number, Int64 columns bigint. */
export type Cells = Readonly<Record<string, Cell | undefined>>;

export type Row = RowKey & { readonly cells: Cells };

export type StoredRow = Row & { readonly etag: string };

/** `from` inclusive, `to` exclusive, compared by UTF-16 code unit as Table Storage does. */
export type KeyRange = { readonly from?: string; readonly to?: string };

/** Which rows a query reads. The partition is always named: one, or a range of them; nothing scans a table. */
export type Query = {
  readonly partition: { readonly is: string } | { readonly from: string; readonly to: string };
  readonly rows?: KeyRange;
  /** At most this many rows in the answer's page; 1,000 at the most. */
  readonly pageSize?: number;
  /** Where the page before ended, from `next`. */
  readonly after?: string;
};

export type Page = { readonly rows: readonly StoredRow[]; readonly next: string | undefined };

export type Write =
  | { readonly kind: 'insert'; readonly row: Row }
  | { readonly kind: 'replace'; readonly row: Row; readonly etag: string }
  | { readonly kind: 'upsert'; readonly row: Row }
  | { readonly kind: 'delete'; readonly key: RowKey; readonly etag: string | '*' };

export type WriteOutcome =
  | { readonly ok: true; readonly etag: string }
  /** `exists`: insert of a key that is there (409). `changed`: the ETag is another (412). `missing`: no such row (404). */
  | { readonly ok: false; readonly reason: 'exists' | 'changed' | 'missing' };

export type BatchOutcome =
  /** The new ETags in the order of the writes; that of a delete is empty. */
  | { readonly ok: true; readonly etags: readonly string[] }
  /** Nothing was written; `index` is the write that was refused. */
  | { readonly ok: false; readonly index: number; readonly reason: 'exists' | 'changed' | 'missing' };

/**
 * One table. Refusals that a caller must expect (row exists, changed, missing) are return values; everything else
 * throws a DomainError (`STORAGE_UNAVAILABLE`, retry class backoff). A write that was cut off may have taken effect:
 * callers insert or compare by ETag, so that repeating it is safe.
 */
export interface Table {
  get(key: RowKey): Promise<StoredRow | undefined>;
  write(write: Write): Promise<WriteOutcome>;
  /** All or nothing, at most 100 writes of one partition (entity group transaction). */
  batch(writes: readonly Write[]): Promise<BatchOutcome>;
  page(query: Query): Promise<Page>;
}

/** Every row of a query, page by page. */
export async function* rowsOf(table: Table, query: Omit<Query, 'after'>): AsyncGenerator<StoredRow> {
  let after: string | undefined;
  do {
    const page: Page = await table.page(after === undefined ? query : { ...query, after });
    yield* page.rows;
    after = page.next;
  } while (after !== undefined);
}
