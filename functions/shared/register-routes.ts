import { app, type Cookie, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import type { App } from '../../lib/app.ts';
import { currentApp } from '../../lib/current-app.ts';
import { DomainError } from '../../lib/errors.ts';
import type { AnswerCookie } from '../../lib/http/cookies.ts';
import { problemAnswer } from '../../lib/http/problem.ts';
import { registerRoute } from '../../lib/http/registry.ts';
import type { Answer, AnyRoute } from '../../lib/http/route.ts';
import { serve } from '../../lib/http/serve.ts';
import { SettingsError } from '../../lib/settings/problem.ts';

/** Registers routes with the Functions host and with the API description. */
export function registerRoutes(...routes: readonly AnyRoute[]): void {
  for (const route of routes) {
    registerRoute(route);
    app.http(route.name, {
      methods: [route.method],
      route: route.path,
      authLevel: route.access === 'host-key' ? 'function' : 'anonymous',
      handler: async (request) => toResponse(await answer(route, request)),
    });
  }
}

/** With settings that cannot be used, every route says so: an empty 500 would help nobody at night. */
async function answer(route: AnyRoute, request: HttpRequest): Promise<Answer> {
  let built: App;
  try {
    built = currentApp();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    console.error(JSON.stringify({ event: 'start.misconfigured', problems: error.problems }));
    return problemAnswer(new DomainError('MISCONFIGURED', { cause: error }));
  }
  const traceParent = request.headers.get('traceparent');
  const name = `${route.method} ${route.path}`;
  return built.tracer.invocation({ name, kind: 'server', traceParent }, () =>
    serve(route, built, toIncoming(request)),
  );
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

function toResponse({ status, body, headers, cookies = [] }: Answer): HttpResponseInit {
  const response = { status, headers: { ...headers }, cookies: cookies.map(toCookie) };
  if (body === undefined) return response;
  if (body instanceof Uint8Array) return { ...response, body };
  const type = headers?.['content-type'] ?? 'application/json; charset=utf-8';
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { ...response, headers: { ...headers, 'content-type': type }, body: text };
}

/** As cookies of the host's own form: of several set-cookie headers it keeps one. */
function toCookie({ name, value, maxAgeSeconds, secure }: AnswerCookie): Cookie {
  return { name, value, maxAge: maxAgeSeconds, secure, httpOnly: true, sameSite: 'Lax', path: '/' };
}
