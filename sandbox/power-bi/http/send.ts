import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './operation.ts';

/** The whole body; undefined where it is longer than allowed. Read to its end, so that an answer reaches the sender. */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= mostBytes) chunks.push(chunk);
  }
  return bytes <= mostBytes ? Buffer.concat(chunks) : undefined;
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
