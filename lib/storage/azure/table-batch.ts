import { randomUUID } from 'node:crypto';
import {
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineRequest,
  type HttpClient,
  RestError,
} from '@azure/core-rest-pipeline';
import type { TableClient } from '@azure/data-tables';
import type { RowKey, Write } from '../table.ts';
import { wireEntity } from './columns.ts';
import { property } from './faults.ts';

const CRLF = '\r\n';

/** The write that was refused, and with it the whole batch. */
export type BatchRefusal = { readonly index: number; readonly status: number; readonly code: string };

/** The ETags of the rows written, in order and empty for deletes; or the write that was refused. */
export type BatchAnswer = { readonly etags: readonly string[] } | { readonly refused: BatchRefusal };

/**
 * Entity group transactions on the wire
 * (https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions), sent through the table
 * client's own pipeline: its signing, its repetitions. The SDK's `submitTransaction` is not used because it deletes
 * without a condition: it drops the ETag of a delete, and a row that someone has just rewritten would go with the old
 * one.
 */
export class TableBatches {
  readonly #client: TableClient;
  readonly #http: HttpClient;
  readonly #base: string;
  readonly #signature: string;

  constructor(client: TableClient) {
    this.#client = client;
    this.#http = createDefaultHttpClient();
    const [base = '', signature] = client.url.split('?');
    this.#base = base.replace(/\/$/, '');
    this.#signature = signature === undefined ? '' : `?${signature}`;
  }

  /** Throws a RestError where the batch as a whole was not accepted. */
  async send(writes: readonly Write[], abortSignal: AbortSignal): Promise<BatchAnswer> {
    const boundary = `batch_${randomUUID()}`;
    const request = createPipelineRequest({
      url: `${this.#base}/$batch${this.#signature}`,
      method: 'POST',
      body: this.#body(writes, boundary),
      headers: createHttpHeaders({
        Accept: 'application/json',
        'Content-Type': `multipart/mixed; boundary=${boundary}`,
        DataServiceVersion: '3.0',
        MaxDataServiceVersion: '3.0;NetFx',
        'x-ms-version': '2019-02-02',
      }),
      abortSignal,
      allowInsecureConnection: this.#base.startsWith('http:'),
    });
    const response = await this.#client.pipeline.sendRequest(this.#http, request);
    const text = response.bodyAsText ?? '';
    if (response.status < 200 || response.status >= 300) {
      const code = errorOf(text)?.code ?? 'BatchRefused';
      throw new RestError(`The batch was refused: ${response.status} ${code}`, {
        statusCode: response.status,
        code,
        request,
        response,
      });
    }
    return answerIn(text, writes);
  }

  #body(writes: readonly Write[], boundary: string): string {
    const changeSet = `changeset_${randomUUID()}`;
    const parts = writes.map((write) => [
      `--${changeSet}`,
      'Content-Type: application/http',
      'Content-Transfer-Encoding: binary',
      '',
      ...this.#part(write),
    ]);
    const head = [`--${boundary}`, `Content-Type: multipart/mixed; boundary=${changeSet}`, ''];
    return [...head, ...parts.flat(), `--${changeSet}--`, `--${boundary}--`, ''].join(CRLF);
  }

  #part(write: Write): string[] {
    const headers = ['Accept: application/json;odata=minimalmetadata', 'DataServiceVersion: 3.0'];
    if (write.kind === 'delete') {
      return [`DELETE ${this.#addressOf(write.key)} HTTP/1.1`, ...headers, `If-Match: ${write.etag}`, '', ''];
    }
    headers.push('Content-Type: application/json;odata=nometadata', 'Prefer: return-no-content');
    if (write.kind === 'replace') headers.push(`If-Match: ${write.etag}`);
    const line =
      write.kind === 'insert'
        ? `POST ${this.#base}/${this.#client.tableName} HTTP/1.1`
        : `PUT ${this.#addressOf(write.row)} HTTP/1.1`;
    return [line, ...headers, '', JSON.stringify(wireEntity(write.row))];
  }

  #addressOf(key: RowKey): string {
    const keys = `PartitionKey='${quoted(key.partitionKey)}',RowKey='${quoted(key.rowKey)}'`;
    return `${this.#base}/${this.#client.tableName}(${keys})`;
  }
}

function quoted(key: string): string {
  return encodeURIComponent(key.replaceAll("'", "''"));
}

/**
 * The service answers a refused batch with one part: the status of the refused write, its index before the message's
 * colon.
 */
function answerIn(text: string, writes: readonly Write[]): BatchAnswer {
  const count = writes.length;
  const statuses = [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map((match) => Number(match[1]));
  const failed = statuses.find((status) => status >= 300);
  if (failed === undefined) {
    if (statuses.length !== count)
      throw new Error(`A batch of ${count} writes was answered with ${statuses.length} parts.`);
    return { etags: etagsIn(text, writes) };
  }
  const error = errorOf(text);
  const index = /^(\d+):/.exec(error?.message ?? '')?.[1];
  if (error === undefined || (index === undefined && count > 1)) {
    throw new RestError(`A batch was refused with ${failed}, without saying which write.`, {
      statusCode: failed,
      code: error?.code ?? 'BatchRefused',
    });
  }
  return { refused: { index: Number(index ?? 0), status: failed, code: error.code } };
}

/** Each part names the ETag of its row; the part of a delete has none. */
function etagsIn(text: string, writes: readonly Write[]): readonly string[] {
  const parts = text.split(/^HTTP\/1\.1 \d{3}/m).slice(1);
  return writes.map(({ kind }, index) => {
    if (kind === 'delete') return '';
    const etag = /^ETag: (\S+)/im.exec(parts[index] ?? '')?.[1];
    if (etag === undefined) throw new Error('A write of a batch was answered without an ETag.');
    return etag;
  });
}

/** The OData error in an answer's text, wherever it stands in it. */
function errorOf(text: string): { readonly code: string; readonly message: string } | undefined {
  const json = /^\{"odata\.error":.*\}\s*$/m.exec(text)?.[0];
  if (json === undefined) return undefined;
  const parsed: unknown = JSON.parse(json);
  const error = property(parsed, 'odata.error');
  const code = property(error, 'code');
  const message = property(property(error, 'message'), 'value');
  return typeof code === 'string' ? { code, message: typeof message === 'string' ? message : '' } : undefined;
}
