import type { Cell, Cells, Query, RowKey, Write } from './table.ts';

/**
 * What Table Storage takes
 * (https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model). Both adapters
 * refuse the rest before anything is sent, with a RangeError: such a row is a mistake in a caller, and no retry mends
 * it.
 */
const TABLE_LIMITS = {
  pageRows: 1000,
  batchWrites: 100,
  batchBytes: 4 * 1024 * 1024,
  rowBytes: 1024 * 1024,
  rowCells: 252,
  cellUnits: 32_768,
  keyUnits: 512,
  nameLength: 255,
} as const;

/** What a write costs in a batch beside its cells: its part's headers and the address with the key, generously. */
const BATCH_WRITE_OVERHEAD = 2048;

const CELL_NAME = /^[A-Za-z_]\w*$/;
/** The service's own columns, in the spellings of the wire and of the SDK. */
const RESERVED = new Set([
  'PartitionKey',
  'RowKey',
  'Timestamp',
  'partitionKey',
  'rowKey',
  'timestamp',
  'etag',
]);

export function checkKey(key: RowKey): void {
  checkKeyPart('PartitionKey', key.partitionKey);
  checkKeyPart('RowKey', key.rowKey);
}

function checkKeyPart(name: string, value: string): void {
  if (value === '') throw new RangeError(`${name} is empty.`);
  if (value.length > TABLE_LIMITS.keyUnits) throw new RangeError(`${name} is longer than 512 characters.`);
  if (!value.isWellFormed() || Array.from(value).some(isForbiddenInKeys)) {
    throw new RangeError(`${name} holds a character that keys may not have (/ \\ # ?, controls).`);
  }
}

function isForbiddenInKeys(character: string): boolean {
  const code = character.charCodeAt(0);
  return code < 0x20 || (code >= 0x7f && code <= 0x9f) || '/\\#?'.includes(character);
}

/**
 * The cells as they are stored: undefined ones left out, -0 as 0. Throws where the row is not one that may be stored.
 */
export function storableCells(key: RowKey, cells: Cells): Readonly<Record<string, Cell>> {
  checkKey(key);
  const stored: Record<string, Cell> = {};
  let bytes = 4 + 2 * (key.partitionKey.length + key.rowKey.length);
  for (const [name, value] of Object.entries(cells)) {
    if (value === undefined) continue;
    checkCell(name, value);
    stored[name] = value === 0 ? 0 : value;
    bytes += 8 + 2 * name.length + cellBytes(value);
  }
  const count = Object.keys(stored).length;
  if (count > TABLE_LIMITS.rowCells) throw new RangeError(`A row of ${count} cells; 252 at the most.`);
  if (bytes > TABLE_LIMITS.rowBytes) throw new RangeError(`A row of ${bytes} bytes; 1 MiB at the most.`);
  return stored;
}

function checkCell(name: string, value: Cell): void {
  if (!CELL_NAME.test(name) || name.length > TABLE_LIMITS.nameLength || RESERVED.has(name)) {
    throw new RangeError(`"${name}" cannot be the name of a cell.`);
  }
  if (typeof value === 'string') {
    if (value.length > TABLE_LIMITS.cellUnits)
      throw new RangeError(`The text in "${name}" is longer than 32,768 units.`);
    if (!value.isWellFormed()) throw new RangeError(`The text in "${name}" holds half a surrogate pair.`);
  }
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError(`"${name}" is ${value}, not a finite number.`);
  if (typeof value === 'bigint' && BigInt.asIntN(64, value) !== value)
    throw new RangeError(`"${name}" is outside Int64.`);
}

function cellBytes(value: Cell): number {
  if (typeof value === 'string') return 4 + 2 * value.length;
  return typeof value === 'boolean' ? 1 : 8;
}

/** 1 to 100 writes to different rows of one partition, 4 MiB in all. */
export function checkBatch(writes: readonly Write[]): void {
  if (writes.length === 0 || writes.length > TABLE_LIMITS.batchWrites) {
    throw new RangeError(`A batch of ${writes.length} writes; 1 to 100 are allowed.`);
  }
  const keys = writes.map(keyOf);
  const partition = keys[0]?.partitionKey;
  if (keys.some((key) => key.partitionKey !== partition))
    throw new RangeError('A batch over two partitions.');
  if (new Set(keys.map((key) => key.rowKey)).size !== keys.length) {
    throw new RangeError('A batch that writes one row twice.');
  }
  const bytes = writes.reduce((sum, write) => sum + BATCH_WRITE_OVERHEAD + jsonBytes(write), 0);
  if (bytes > TABLE_LIMITS.batchBytes) throw new RangeError('A batch of more than 4 MiB.');
}

function jsonBytes(write: Write): number {
  if (write.kind === 'delete') return 0;
  const cells = Object.entries(write.row.cells).map(([name, value]) => [
    name,
    typeof value === 'bigint' ? `${value}` : value,
  ]);
  return Buffer.byteLength(JSON.stringify(cells));
}

export function keyOf(write: Write): RowKey {
  return write.kind === 'delete' ? write.key : write.row;
}

/** The rows of a page; throws where the query asks for none or for more than the service gives. */
export function pageSizeOf(query: Query): number {
  const size = query.pageSize ?? TABLE_LIMITS.pageRows;
  if (!Number.isInteger(size) || size < 1 || size > TABLE_LIMITS.pageRows) {
    throw new RangeError(`A page of ${size} rows; 1 to 1,000 are allowed.`);
  }
  return size;
}

/** Refuses a query that names no partition: it would read the whole table. */
export function checkPartition(query: Query): void {
  const named = query.partition;
  const bounds = 'is' in named ? [named.is] : [named.from, named.to];
  if (bounds.some((bound) => typeof bound !== 'string' || bound === '')) {
    throw new RangeError('A query without a partition: it would scan the table.');
  }
}
