import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './operation.ts';

/** The whole body; undefined once it is longer than allowed. */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function sendJson(
  response: ServerResponse,
  answer: Answer,
  headers: Readonly<Record<string, string>> = {},
): void {
  const body = answer.body === undefined ? undefined : Buffer.from(JSON.stringify(answer.body), 'utf8');
  response.writeHead(answer.status, {
    ...headers,
    ...answer.headers,
    ...(body === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
    'Content-Length': String(body?.length ?? 0),
  });
  response.end(body);
}
