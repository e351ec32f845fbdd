import { setTimeout as delay } from 'node:timers/promises';
import type Provider from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { isFailure, readBody } from '../shared/http.ts';
import type { Fault } from '../shared/traffic.ts';
import { AadstsError, aadstsAnswer, entryOf } from './aadsts.ts';
import { answerAuthorize, likeEntra } from './authorize-endpoint.ts';
import type { EntraContext } from './context.ts';
import { answerDeviceCode } from './device-code-endpoint.ts';
import { answerToken } from './token-endpoint/token-endpoint.ts';

type Next = () => Promise<unknown>;

/** Puts Entra's own behaviour before and after the engine, on the endpoints where the two differ. */
export function frontEngine(entra: EntraContext, provider: Provider): void {
  provider.on('grant.error', (ctx, error) => {
    ctx.state.refusal = error;
  });
  provider.on('server_error', (ctx, error) => {
    ctx.state.refusal = error;
    console.error(error);
  });
  provider.use(async (context, next) => {
    // `ctx.oidc` appears when the engine takes over, and is read after that only.
    const ctx = context as KoaContextWithOIDC;
    const endpoint = endpointOf(entra, ctx);
    if (endpoint === undefined) {
      await next();
      likeEntra(ctx);
      return;
    }
    entra.traffic.count(endpoint);
    await withFault(entra, ctx, entra.traffic.take(endpoint), () => answer(entra, ctx, endpoint, next));
  });
}

type Endpoint = 'authorize' | 'token' | 'devicecode';

function endpointOf(entra: EntraContext, ctx: KoaContextWithOIDC): Endpoint | undefined {
  const base = `/${entra.tenantId}/oauth2/v2.0/`;
  const name = ctx.path.startsWith(base) ? ctx.path.slice(base.length) : '';
  if (name === 'authorize') return ctx.method === 'GET' ? 'authorize' : undefined;
  return (name === 'token' || name === 'devicecode') && ctx.method === 'POST' ? name : undefined;
}

async function answer(
  entra: EntraContext,
  ctx: KoaContextWithOIDC,
  endpoint: Endpoint,
  next: Next,
): Promise<void> {
  if (endpoint === 'authorize') return answerAuthorize(entra, ctx, next);
  const { headers } = ctx.req;
  const form = new URLSearchParams((await readBody(ctx.req)).toString('utf8'));
  try {
    if (endpoint === 'token') await answerToken(entra, ctx, { form, headers }, next);
    else await answerDeviceCode(entra, ctx, form, next);
  } catch (error) {
    if (!(error instanceof AadstsError)) throw error;
    refuse(entra, ctx, error);
  }
}

async function withFault(
  entra: EntraContext,
  ctx: KoaContextWithOIDC,
  fault: Fault | undefined,
  run: () => Promise<void>,
): Promise<void> {
  if (fault === undefined) return run();
  const failing = isFailure(fault);
  if (!failing || fault.effect === 'after') await run();
  if (fault.delayMs !== undefined) await delay(fault.delayMs);
  if (fault.drop === true) {
    ctx.respond = false;
    ctx.req.socket.destroy();
    return;
  }
  if (!failing) return;
  refuse(entra, ctx, faultRefusal(fault));
  if (fault.retryAfterSeconds !== undefined) ctx.set('retry-after', String(fault.retryAfterSeconds));
}

/** A fault's `code` is an AADSTS number; a status alone stands for the number that Entra gives to it. */
function faultRefusal(fault: Fault): AadstsError {
  const code = fault.code ?? (fault.status === 429 ? '90055' : '90033');
  const number = Number(code.replace(/^AADSTS/, ''));
  entryOf(number);
  return new AadstsError(number, { resource: 'the resource', issuedAt: '', appId: '', client: '' });
}

function refuse(entra: EntraContext, ctx: KoaContextWithOIDC, error: AadstsError): void {
  const asked = ctx.query['client-request-id'];
  const correlationId = typeof asked === 'string' ? asked : undefined;
  const { status, body } = aadstsAnswer(error, { now: entra.clock.now(), url: entra.url, correlationId });
  ctx.status = status;
  ctx.type = 'json';
  ctx.body = body;
}
