import { odata, RestError, TableClient, type TableEntityResult } from '@azure/data-tables';
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
import { checkBatch, checkKey, checkPartition, keyOf, pageSizeOf } from '../table-rules.ts';
import { sdkEntity } from './columns.ts';
import { insecureAllowed, RETRIES, type StorageConnection } from './connection.ts';
import { callService, type ServiceFault } from './faults.ts';
import { TableBatches } from './table-batch.ts';

type Refusal = Extract<WriteOutcome, { readonly ok: false }>['reason'];

/** What the service adds to every row, beside the annotations, whose names have a dot. */
const SERVICE_COLUMNS = new Set(['partitionKey', 'rowKey', 'timestamp', 'etag']);

/**
 * Azure Table Storage. The SDK repeats a call twice within the deadline (5xx, 429, network). A write whose answer was
 * lost may so be repeated after it took effect, and is then answered as refused: an insert with `exists`, a replace
 * with `changed`, a delete with `missing`. Callers that must know write something of their own into the row (run id,
 * stamp) and read it back.
 */
export class TableStorage implements Table {
  readonly #connection: StorageConnection;
  readonly #name: string;
  readonly #what: string;
  #known: TableClient | undefined;
  #knownBatches: TableBatches | undefined;

  constructor(connection: StorageConnection, name: string) {
    this.#connection = connection;
    this.#name = name;
    this.#what = `table ${name}`;
  }

  /** Made at its first call: a cold start has many tables, and asks one or two. */
  get #client(): TableClient {
    this.#known ??= tableClient(this.#connection, this.#name);
    return this.#known;
  }

  get #batches(): TableBatches {
    this.#knownBatches ??= new TableBatches(this.#client);
    return this.#knownBatches;
  }

  async get(key: RowKey): Promise<StoredRow | undefined> {
    checkKey(key);
    return await this.#call<StoredRow | undefined>(
      async (abortSignal) =>
        toRow(await this.#client.getEntity(key.partitionKey, key.rowKey, { abortSignal })),
      ({ code }) => (code === 'ResourceNotFound' ? { result: undefined } : undefined),
    );
  }

  async write(write: Write): Promise<WriteOutcome> {
    return await this.#call<WriteOutcome>(
      async (abortSignal) => ({ ok: true, etag: await this.#send(write, abortSignal) }),
      (fault) => {
        const reason = refusalOf(fault);
        return reason && { result: { ok: false, reason } };
      },
    );
  }

  async batch(writes: readonly Write[]): Promise<BatchOutcome> {
    checkBatch(writes);
    for (const write of writes) checkKey(keyOf(write));
    return await this.#call<BatchOutcome>(async (abortSignal) => {
      const answer = await this.#batches.send(writes, abortSignal);
      if ('etags' in answer) return { ok: true, etags: answer.etags };
      const refused = answer.refused;
      const reason = refusalOf(refused);
      if (reason !== undefined) return { ok: false, index: refused.index, reason };
      throw new RestError(`Write ${refused.index} of the batch: ${refused.code}`, {
        statusCode: refused.status,
        code: refused.code,
      });
    });
  }

  async page(query: Query): Promise<Page> {
    checkPartition(query);
    const maxPageSize = pageSizeOf(query);
    return await this.#call<Page>(async (abortSignal) => {
      const pages = this.#client
        .listEntities({ queryOptions: { filter: filterOf(query) }, abortSignal })
        .byPage({
          maxPageSize,
          ...(query.after === undefined ? {} : { continuationToken: query.after }),
        });
      for await (const page of pages) return { rows: page.map(toRow), next: page.continuationToken };
      return { rows: [], next: undefined };
    });
  }

  async #send(write: Write, abortSignal: AbortSignal): Promise<string> {
    if (write.kind === 'delete') {
      checkKey(write.key);
      const { partitionKey, rowKey } = write.key;
      await this.#client.deleteEntity(partitionKey, rowKey, { etag: write.etag, abortSignal });
      return '';
    }
    const entity = sdkEntity(write.row);
    const { etag } =
      write.kind === 'insert'
        ? await this.#client.createEntity(entity, { abortSignal })
        : write.kind === 'upsert'
          ? await this.#client.upsertEntity(entity, 'Replace', { abortSignal })
          : await this.#client.updateEntity(entity, 'Replace', { etag: write.etag, abortSignal });
    if (etag === undefined) throw new Error('A write was answered without an ETag.');
    return etag;
  }

  #call<Result>(
    call: (signal: AbortSignal) => Promise<Result>,
    expected: (fault: ServiceFault) => { readonly result: Result } | undefined = () => undefined,
  ): Promise<Result> {
    return callService({
      unavailable: 'STORAGE_UNAVAILABLE',
      what: this.#what,
      deadlineMs: this.#connection.deadlineMs,
      call,
      expected,
    });
  }
}

function tableClient(connection: StorageConnection, name: string): TableClient {
  const options = {
    allowInsecureConnection: insecureAllowed(connection),
    retryOptions: {
      maxRetries: RETRIES.count,
      retryDelayInMs: RETRIES.firstDelayMs,
      maxRetryDelayInMs: RETRIES.longestDelayMs,
    },
  };
  return 'connectionString' in connection
    ? TableClient.fromConnectionString(connection.connectionString, name, options)
    : new TableClient(connection.tableUri, name, connection.credential, options);
}

/** By code, not by status: 404 is also a missing table, and 409 one that is being deleted. */
function refusalOf(fault: Pick<ServiceFault, 'code'>): Refusal | undefined {
  if (fault.code === 'EntityAlreadyExists') return 'exists';
  if (fault.code === 'UpdateConditionNotSatisfied' || fault.code === 'ConditionNotMet') return 'changed';
  return fault.code === 'ResourceNotFound' ? 'missing' : undefined;
}

/** Both bounds on one key make it a range; the service reads no partition outside of it. */
function filterOf(query: Query): string {
  const { partition, rows } = query;
  const clauses =
    'is' in partition
      ? [odata`PartitionKey eq ${partition.is}`]
      : [odata`PartitionKey ge ${partition.from} and PartitionKey lt ${partition.to}`];
  if (rows?.from !== undefined) clauses.push(odata`RowKey ge ${rows.from}`);
  if (rows?.to !== undefined) clauses.push(odata`RowKey lt ${rows.to}`);
  return clauses.join(' and ');
}

function toRow(entity: TableEntityResult<Record<string, unknown>>): StoredRow {
  const cells: Record<string, Cell> = {};
  for (const [name, value] of Object.entries(entity)) {
    if (!SERVICE_COLUMNS.has(name) && !name.includes('.') && isCell(value)) cells[name] = value;
  }
  return {
    partitionKey: entity.partitionKey ?? '',
    rowKey: entity.rowKey ?? '',
    cells,
    etag: entity.etag,
  };
}

/** Columns of other types (dates, binary) are not ours and are left out. */
function isCell(value: unknown): value is Cell {
  return ['string', 'number', 'boolean', 'bigint'].includes(typeof value);
}
