import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { isFailure } from '../../shared/http.ts';
import type { CallLog } from '../control/call-log.ts';
import type { Faults, MatchedCall, PowerBiFault } from '../control/faults.ts';
import { endDueOperations } from '../fabric/operations.ts';
import { fabricErrorBody, powerBiErrorBody, Refusal } from '../refusal.ts';
import { newId, type Service } from '../service.ts';
import { callerOf, requireScope, tokenOf, type VerifiedToken, type VerifyToken } from './caller.ts';
import type { Answer, Call, Router } from './operation.ts';
import { readBody, sendJson } from './send.ts';

export type ApiParts = {
  readonly service: Service;
  readonly verifyToken: VerifyToken;
  readonly faults: Faults;
  readonly log: CallLog;
  readonly save: () => Promise<void>;
};

export type Api = {
  readonly kind: 'power-bi' | 'fabric';
  readonly router: Router;
};

/** The tenant's own cluster, where `preferClientRouting` sends a client. */
export const CLUSTER_PREFIX = '/cluster';

/** Answers one request to the REST or the Fabric API. `url` is already without the API's own prefix. */
export async function answerApi(
  parts: ApiParts,
  api: Api,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const requestId = newId();
  const headers = { RequestId: requestId };
  const method = request.method ?? 'GET';
  const matched = api.router.match(method, url.pathname);
  const token = await tokenOf(parts.verifyToken, request);
  const call: MatchedCall = {
    method,
    path: url.pathname,
    operation: 'operation' in matched ? matched.operation.id : undefined,
    oid: token?.oid,
  };
  const answer = await run(parts, api, { request, url, matched, token, call, requestId });
  parts.log.add({ ...call, status: answer?.status });
  if (answer === undefined) response.destroy();
  else sendJson(response, answer, headers);
}

type Incoming = {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly matched: ReturnType<Router['match']>;
  readonly token: VerifiedToken | undefined;
  readonly call: MatchedCall;
  readonly requestId: string;
};

/** Undefined: the connection is to be cut. A fault lets the call have its effect or not, and then takes its answer. */
async function run(parts: ApiParts, api: Api, incoming: Incoming): Promise<Answer | undefined> {
  const fault = parts.faults.take(incoming.call);
  try {
    if (fault === undefined) return await accepted(parts, api, incoming);
    const slow = () => sleep(fault.delayMs ?? 0);
    if (!isFailure(fault)) return await accepted(parts, api, incoming, slow);
    if (fault.effect === 'after') await accepted(parts, api, incoming, slow);
    else await slow();
    return fault.drop === true ? undefined : faultAnswer(parts.service, api, fault, incoming.requestId);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refused(parts.service, api, error, incoming.requestId);
  }
}

function refused(service: Service, api: Api, refusal: Refusal, requestId: string): Answer {
  const body = api.kind === 'fabric' ? fabricErrorBody(refusal, requestId) : powerBiErrorBody(refusal);
  const { status, headers } = refusal;
  return { status, headers, body: service.rules.emptyErrorBodies ? undefined : body };
}

/** As the service would word it, unless the test gave the body. */
function faultAnswer(service: Service, api: Api, fault: PowerBiFault, requestId: string): Answer {
  const status = fault.status ?? 500;
  const code = fault.code ?? CODES[status] ?? 'UnknownError';
  const headers: Record<string, string> =
    fault.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(fault.retryAfterSeconds) };
  const message = fault.message === undefined ? {} : { message: fault.message };
  const answer = refused(service, api, new Refusal(status, code, { headers, ...message }), requestId);
  return 'body' in fault ? { ...answer, body: fault.body } : answer;
}

const CODES: Readonly<Record<number, string>> = {
  401: 'PowerBINotAuthorizedException',
  403: 'PowerBINotAuthorizedException',
  404: 'PowerBIEntityNotFound',
  429: 'TooManyRequests',
};

/** `slow`: what is waited for between the effect and the answer, while the call counts as pending. */
async function accepted(
  parts: ApiParts,
  api: Api,
  incoming: Incoming,
  slow?: () => Promise<void>,
): Promise<Answer> {
  const { service } = parts;
  const { request, url, matched, token } = incoming;
  const body = await readBody(request, service.limits.bytesPerRequest);
  if (body === undefined) throw new Refusal(413, 'RequestEntityTooLarge', { shape: 'empty' });
  const caller = callerOf(service, token);
  if (!('operation' in matched)) throw unknownPath(matched.knownPath);
  const { operation, params } = matched;
  requireScope(service, token, operation.scopes);
  const elsewhere = api.kind === 'power-bi' ? routed(service, request, url) : undefined;
  if (elsewhere !== undefined) return elsewhere;
  endDueOperations(service);
  const contentType = request.headers['content-type'] ?? '';
  const call: Call = { service, caller, params, query: url.searchParams, body, contentType };
  const leave = operation.enter?.(call);
  try {
    const answer = operation.run(call);
    if (operation.changes ?? operation.method !== 'GET') await parts.save();
    await slow?.();
    return answer;
  } finally {
    leave?.();
  }
}

function unknownPath(knownPath: boolean): Refusal {
  return knownPath
    ? new Refusal(405, 'MethodNotAllowed', { message: 'The resource does not support this method.' })
    : new Refusal(404, 'NoHttpResource', { message: 'The stand-in knows no operation at this address.' });
}

function routed(service: Service, request: IncomingMessage, url: URL): Answer | undefined {
  const onCluster = request.url?.startsWith(`${CLUSTER_PREFIX}/`) ?? false;
  const { clientRouting } = service.rules;
  const asked = url.searchParams.get('preferClientRouting') === 'true';
  if (onCluster || clientRouting === 'never' || (clientRouting === 'when-asked' && !asked)) return undefined;
  const Location = `${service.urls.api}${CLUSTER_PREFIX}${url.pathname}${url.search}`;
  return { status: 307, headers: { Location } };
}
