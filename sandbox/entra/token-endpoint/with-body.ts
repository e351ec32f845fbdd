import { IncomingMessage } from 'node:http';
import type { KoaContextWithOIDC } from 'oidc-provider';

/** Gives the engine another form than the one that was read from the request. */
export function withBody(ctx: KoaContextWithOIDC, form: URLSearchParams): void {
  const body = Buffer.from(form.toString());
  const request = new IncomingMessage(ctx.req.socket);
  request.method = ctx.req.method ?? 'POST';
  request.url = ctx.req.url ?? '/';
  const { authorization: _, origin: __, ...headers } = ctx.req.headers;
  request.headers = {
    ...headers,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(body.length),
  };
  request.push(body);
  request.push(null);
  // An incomplete request that is done with takes its socket along.
  request.complete = true;
  ctx.req = request;
  ctx.request.req = request;
}
