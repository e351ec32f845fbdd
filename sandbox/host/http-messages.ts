import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpRequestData, HttpResponseData, InvocationResponse, TypedData } from './core-types.ts';
import type { RouteValues } from './route-template.ts';
import { formatSetCookie } from './set-cookie.ts';

export type RequestTarget = {
  readonly path: string;
  readonly search: string;
  readonly query: URLSearchParams;
};

/** Splits a request target; absolute forms lose their origin. */
export function parseTarget(url: string): RequestTarget {
  const local = url.replace(/^https?:\/\/[^/?#]*/i, '');
  const mark = local.indexOf('?');
  const path = mark < 0 ? local : local.slice(0, mark);
  const search = mark < 0 ? '' : local.slice(mark);
  return { path: path === '' ? '/' : path, search, query: new URLSearchParams(search) };
}

/** Headers in lower case; several of one name are joined by commas, cookies by semicolons. */
export function headerValues(request: IncomingMessage): Readonly<Record<string, string>> {
  const entries = Object.entries(request.headersDistinct).map(
    ([name, values]) => [name, (values ?? []).join(name === 'cookie' ? '; ' : ',')] as const,
  );
  return Object.fromEntries(entries);
}

/** Query values by name; several of one name are joined by commas, as in the host. */
export function queryValues(query: URLSearchParams): Readonly<Record<string, string>> {
  const names = new Set(query.keys());
  return Object.fromEntries([...names].map((name) => [name, query.getAll(name).join(',')]));
}

/**
 * What the host sends to the worker for a request.
 * Source: GrpcMessageConversionExtensions.ToRpcHttp with the capabilities of the Node worker.
 */
export function toRequestData(
  request: IncomingMessage,
  target: RequestTarget,
  params: RouteValues,
  body: Buffer | undefined,
): HttpRequestData {
  return {
    url: `http://${request.headers.host ?? 'localhost'}${target.path}${target.search}`,
    method: request.method ?? 'GET',
    nullableHeaders: nullable(headerValues(request)),
    nullableQuery: nullable(queryValues(target.query)),
    nullableParams: nullable(params),
    ...(body === undefined ? {} : { body: { bytes: body } }),
  };
}

function nullable(values: Readonly<Record<string, string>>): Record<string, { value: string }> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
}

/** Names that the server itself must set. */
const OWN_HEADERS = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'trailer']);

/**
 * Writes a function's answer; a function that returned nothing gets 204.
 * Source: RawScriptResult and the documentation of the HTTP output binding.
 */
export function writeResponse(response: ServerResponse, result: InvocationResponse): void {
  const data = responseData(result.returnValue);
  if (data === undefined) {
    response.writeHead(204).end();
    return;
  }
  const status = Number(data.statusCode ?? '200');
  const body = toBytes(data.body);
  for (const [name, value] of Object.entries(data.headers ?? {})) {
    if (!OWN_HEADERS.has(name.toLowerCase())) response.setHeader(name, value);
  }
  if (data.cookies !== undefined && data.cookies.length > 0) {
    const already = response.getHeader('set-cookie');
    response.setHeader('set-cookie', [
      ...[already ?? []].flat().map(String),
      ...data.cookies.map(formatSetCookie),
    ]);
  }
  response.statusCode = status;
  const bodiless = status === 204 || status === 205 || status === 304;
  if (bodiless) response.removeHeader('content-length');
  else if (body.length > 0 || !response.hasHeader('content-length'))
    response.setHeader('content-length', body.length);
  response.end(bodiless ? undefined : body);
}

function responseData(value: TypedData | null | undefined): HttpResponseData | undefined {
  const http = value?.http;
  if (http === null || http === undefined) return undefined;
  if ('url' in http) throw new Error('the library answered with a request');
  return http;
}

function toBytes(data: TypedData | null | undefined): Buffer {
  if (data?.bytes) return Buffer.from(data.bytes);
  return Buffer.from(data?.string ?? data?.json ?? '');
}

/** Ends a response that no function wrote; no body, as in the host. */
export function endWith(response: ServerResponse, status: number): void {
  if (response.headersSent) response.destroy();
  else response.writeHead(status, status === 204 ? {} : { 'content-length': 0 }).end();
}
