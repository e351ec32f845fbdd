import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ZodError } from 'zod';
import { TraceCollector } from './collector.ts';
import { tracePage, tracesPage } from './pages.ts';

/** A stand-in for an OpenTelemetry collector that shows what it gets: a list of traces, and each as a waterfall. */
export async function startTraces(options: { readonly port: number }): Promise<{
  readonly url: string;
  readonly collector: TraceCollector;
  close(): Promise<void>;
}> {
  const collector = new TraceCollector();
  const server = createServer((request, response) => {
    answer(collector, request, response).catch((error: unknown) => {
      const refused = error instanceof ZodError || error instanceof SyntaxError;
      response.writeHead(refused ? 400 : 500).end(error instanceof Error ? error.message : undefined);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: options.port, host: '127.0.0.1' }, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    collector,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function answer(
  collector: TraceCollector,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (request.method === 'POST' && url.pathname === '/v1/traces') {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    collector.take(JSON.parse(body));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    return;
  }
  const id = /^\/trace\/([0-9a-f]{32})$/.exec(url.pathname)?.[1];
  const shown = id
    ? tracePage(collector, id)
    : url.pathname === '/'
      ? tracesPage(collector, url.searchParams.has('all'))
      : undefined;
  response
    .writeHead(shown === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' })
    .end(shown ?? 'Not found');
}
