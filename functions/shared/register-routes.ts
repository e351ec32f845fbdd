import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { currentApp } from '../../lib/current-app.ts';
import { registerRoute } from '../../lib/http/registry.ts';
import type { Answer, AnyRoute } from '../../lib/http/route.ts';
import { serve } from '../../lib/http/serve.ts';

/** Registers routes with the Functions host and with the API description. */
export function registerRoutes(...routes: readonly AnyRoute[]): void {
  for (const route of routes) {
    registerRoute(route);
    app.http(route.name, {
      methods: [route.method],
      route: route.path,
      authLevel: route.access === 'host-key' ? 'function' : 'anonymous',
      handler: async (request) => toResponse(await serve(route, currentApp(), toIncoming(request))),
    });
  }
}

function toIncoming(request: HttpRequest) {
  return {
    method: request.method,
    url: request.url,
    headers: request.headers,
    params: request.params,
    arrayBuffer: () => request.arrayBuffer(),
  };
}

function toResponse({ status, body, headers, cookies }: Answer): HttpResponseInit {
  const responseHeaders = new Headers(headers);
  for (const cookie of cookies ?? []) responseHeaders.append('set-cookie', cookie);
  if (body === undefined) return { status, headers: responseHeaders };
  if (body instanceof Uint8Array) return { status, headers: responseHeaders, body };
  if (!responseHeaders.has('content-type'))
    responseHeaders.set('content-type', 'application/json; charset=utf-8');
  return { status, headers: responseHeaders, body: typeof body === 'string' ? body : JSON.stringify(body) };
}
