import type {
  BatchOutcome,
  Cell,
  Page,
  Query,
  RowKey,
  StoredRow,
  Table,
  Write,
  WriteOutcome,
} from '../table.ts';
import { checkBatch, checkKey, checkPartition, keyOf, pageSizeOf, storableCells } from '../table-rules.ts';
import { SortedMap } from './sorted-map.ts';

type Refusal = Extract<WriteOutcome, { readonly ok: false }>['reason'];
type Partition = SortedMap<StoredRow>;

/**
 * Table Storage in memory: keys in code-unit order, a new ETag at every write, batches all or nothing, pages of at
 * most 1,000 rows, and the service's limits. Nothing yields between check and effect, so that each call is atomic as
 * in the service.
 */
export class MemoryTable implements Table {
  readonly #partitions = new SortedMap<Partition>();
  readonly #pageLimit: number;
  #version = 0;

  /** `pageLimit`: pages end after that many rows, as the service's may at any time, so that callers follow `next`. */
  constructor(options: { readonly pageLimit?: number } = {}) {
    this.#pageLimit = options.pageLimit ?? Number.POSITIVE_INFINITY;
  }

  async get(key: RowKey): Promise<StoredRow | undefined> {
    checkKey(key);
    return this.#find(key);
  }

  async write(write: Write): Promise<WriteOutcome> {
    const prepared = prepare(write);
    const refusal = this.#refusal(write);
    return refusal === undefined
      ? { ok: true, etag: this.#apply(write, prepared) }
      : { ok: false, reason: refusal };
  }

  async batch(writes: readonly Write[]): Promise<BatchOutcome> {
    checkBatch(writes);
    const prepared = writes.map(prepare);
    // No row is written twice in a batch, so that judging all before writing any is judging them in order.
    for (const [index, write] of writes.entries()) {
      const reason = this.#refusal(write);
      if (reason !== undefined) return { ok: false, index, reason };
    }
    const etags = writes.map((write, index) => {
      const etag = this.#apply(write, prepared[index]);
      return write.kind === 'delete' ? '' : etag;
    });
    return { ok: true, etags };
  }

  async page(query: Query): Promise<Page> {
    checkPartition(query);
    const size = Math.min(pageSizeOf(query), this.#pageLimit);
    const rows: StoredRow[] = [];
    for (const row of this.#matching(query)) {
      if (rows.length === size) return { rows, next: encodeToken(row) };
      rows.push(row);
    }
    return { rows, next: undefined };
  }

  /** Rows in the table, for tests and for the sandbox's overview. */
  get size(): number {
    let count = 0;
    for (const [, partition] of this.#partitions.range(undefined, undefined)) count += partition.size;
    return count;
  }

  *#matching(query: Query): Generator<StoredRow> {
    const start = query.after === undefined ? undefined : decodeToken(query.after);
    for (const [name, partition] of this.#partitionsOf(query, start?.partitionKey)) {
      const floor = start?.partitionKey === name ? later(start.rowKey, query.rows?.from) : query.rows?.from;
      for (const [, row] of partition.range(floor, query.rows?.to)) yield row;
    }
  }

  #partitionsOf(query: Query, resumeAt: string | undefined): Iterable<readonly [string, Partition]> {
    if ('is' in query.partition) {
      const partition = this.#partitions.get(query.partition.is);
      return partition === undefined ? [] : [[query.partition.is, partition]];
    }
    return this.#partitions.range(later(query.partition.from, resumeAt), query.partition.to);
  }

  #find(key: RowKey): StoredRow | undefined {
    return this.#partitions.get(key.partitionKey)?.get(key.rowKey);
  }

  #refusal(write: Write): Refusal | undefined {
    const existing = this.#find(keyOf(write));
    if (write.kind === 'upsert') return undefined;
    if (write.kind === 'insert') return existing === undefined ? undefined : 'exists';
    if (existing === undefined) return 'missing';
    return write.etag === '*' || write.etag === existing.etag ? undefined : 'changed';
  }

  #apply(write: Write, cells: Readonly<Record<string, Cell>> = {}): string {
    const { partitionKey, rowKey } = keyOf(write);
    const partition = this.#partitions.get(partitionKey);
    this.#version += 1;
    const etag = `W/"${this.#version}"`;
    if (write.kind === 'delete') {
      partition?.delete(rowKey);
      if (partition?.size === 0) this.#partitions.delete(partitionKey);
      return etag;
    }
    const row = Object.freeze({ partitionKey, rowKey, cells: Object.freeze(cells), etag });
    if (partition === undefined) {
      const created: Partition = new SortedMap();
      created.set(rowKey, row);
      this.#partitions.set(partitionKey, created);
    } else {
      partition.set(rowKey, row);
    }
    return etag;
  }
}

/** The checked cells of a write, undefined for a delete. */
function prepare(write: Write): Readonly<Record<string, Cell>> | undefined {
  if (write.kind !== 'delete') return storableCells(write.row, write.row.cells);
  checkKey(write.key);
  return undefined;
}

function later(one: string, other: string | undefined): string {
  return other === undefined || one > other ? one : other;
}

/** The row that the next page begins with; it need not be there any more when the page is read. */
function encodeToken(row: StoredRow): string {
  return Buffer.from(JSON.stringify([row.partitionKey, row.rowKey])).toString('base64url');
}

function decodeToken(token: string): RowKey {
  const parsed: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
  if (Array.isArray(parsed) && typeof parsed[0] === 'string' && typeof parsed[1] === 'string') {
    return { partitionKey: parsed[0], rowKey: parsed[1] };
  }
  throw new RangeError('That is no continuation of a query.');
}
