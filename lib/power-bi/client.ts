import { DomainError } from '../errors.ts';
import type { PowerBiTokens } from '../identity/power-bi-tokens.ts';
import type { Owner } from '../identity/principal.ts';
import type { Log } from '../log.ts';
import { parseServiceError, retryAfterSeconds, type ServiceError } from './service-error.ts';

export type PowerBiRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/v1.0/myorg` of Power BI or `/v1` of Fabric; every id in it was checked to be a GUID. */
  readonly path: string;
  readonly service?: 'power-bi' | 'fabric';
  readonly body?: unknown;
};

/** The refusals a caller must expect are values; throttling, outages and sign-in problems are thrown. */
export type PowerBiAnswer<T> =
  | { readonly ok: true; readonly status: number; readonly value: T; readonly headers: Headers }
  | { readonly ok: false; readonly status: number; readonly error: ServiceError };

export interface PowerBi {
  /**
   * One call in a person's name, with a deadline; an expired token or a claims challenge is renewed once.
   * @throws DomainError POWER_BI_THROTTLED (with Retry-After), POWER_BI_UNAVAILABLE, and what tokens are refused with.
   */
  call<T>(owner: Owner, request: PowerBiRequest): Promise<PowerBiAnswer<T>>;
}

const DEADLINE_MS = 30_000;
const MAX_REDIRECTS = 2;
const NOT_AUTHORIZED = 'PowerBINotAuthorizedException';

export function fetchPowerBi(options: {
  readonly baseUrl: string;
  readonly fabricUrl: string | undefined;
  readonly tokens: PowerBiTokens;
  readonly log: Log;
}): PowerBi {
  const { baseUrl, fabricUrl, tokens, log } = options;

  function addressOf({ service, path }: PowerBiRequest): string {
    if (service !== 'fabric') return `${baseUrl}/v1.0/myorg${path}`;
    if (fabricUrl === undefined)
      throw new DomainError('POWER_BI_REFUSED', {
        detail: 'This cloud publishes no Fabric API.',
      });
    return `${fabricUrl}/v1${path}`;
  }

  async function send(request: PowerBiRequest, url: string, token: string, redirects = 0): Promise<Response> {
    const { method, body } = request;
    let answer: Response;
    try {
      answer = await fetch(url, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        redirect: 'manual',
        signal: AbortSignal.timeout(DEADLINE_MS),
      });
    } catch (error) {
      throw new DomainError('POWER_BI_UNAVAILABLE', { cause: error });
    }
    const target = answer.status === 307 ? redirectTarget(url, answer.headers.get('location')) : undefined;
    if (target === undefined || redirects === MAX_REDIRECTS) return answer;
    return send(request, target, token, redirects + 1);
  }

  async function call<T>(owner: Owner, request: PowerBiRequest, renewed = false): Promise<PowerBiAnswer<T>> {
    const url = addressOf(request);
    const token = await tokens.tokenFor(owner);
    return answerOf<T>(owner, request, await send(request, url, token), renewed, url);
  }

  async function answerOf<T>(
    owner: Owner,
    request: PowerBiRequest,
    answer: Response,
    renewed: boolean,
    url: string,
  ): Promise<PowerBiAnswer<T>> {
    const text = await bodyOf(answer);
    if (answer.ok)
      return { ok: true, status: answer.status, value: parseJson(text) as T, headers: answer.headers };
    const error = parseServiceError(text);
    log.warn('power-bi.refused', {
      method: request.method,
      path: request.path,
      status: answer.status,
      code: error.code,
      requestId: answer.headers.get('requestid') ?? undefined,
    });
    const renew = renewed ? undefined : renewalOf(answer, error);
    if (renew !== undefined) {
      const token = await tokens.tokenFor(owner, { renew });
      return answerOf<T>(owner, request, await send(request, url, token), true, url);
    }
    if (answer.status === 429) {
      throw new DomainError('POWER_BI_THROTTLED', waitOf(answer));
    }
    if (answer.status >= 500)
      throw new DomainError('POWER_BI_UNAVAILABLE', {
        detail: `Power BI answered ${answer.status} (${error.code}).`,
        ...waitOf(answer),
      });
    return { ok: false, status: answer.status, error };
  }

  return { call: (owner, request) => call(owner, request) };
}

/** The value, or a DomainError: `gone` for 404, POWER_BI_REFUSED with the service's own code for the rest. */
export function must<T>(
  answer: PowerBiAnswer<T>,
  gone:
    | 'POWER_BI_REFUSED'
    | 'WORKSPACE_NOT_FOUND'
    | 'DASHBOARD_NOT_FOUND'
    | 'MODEL_NOT_FOUND'
    | 'TILE_NOT_FOUND',
): T {
  if (answer.ok) return answer.value;
  // A wrong workspace, or one of others, is told with 401 or 403 rather than 404.
  const place = gone === 'WORKSPACE_NOT_FOUND' || gone === 'DASHBOARD_NOT_FOUND';
  const unseen = place && answer.error.code === 'PowerBINotAuthorizedException';
  if (answer.status === 404 || unseen) throw new DomainError(gone);
  throw new DomainError('POWER_BI_REFUSED', {
    detail: `Power BI refused the operation (${answer.status} ${answer.error.code}). Check your role in the workspace and your licence.`,
  });
}

/** Power BI says an expired token with 403; Entra's continuous access evaluation with 401 and a claims challenge. */
function renewalOf(
  answer: Response,
  error: ServiceError,
): 'expired' | { readonly claims: string } | undefined {
  if (error.code === 'TokenExpired') return 'expired';
  // A workspace that the person cannot see is 401 with this code: another token would change nothing.
  if (answer.status !== 401 || error.code === NOT_AUTHORIZED) return undefined;
  const challenge = answer.headers.get('www-authenticate') ?? '';
  const claims = /claims="([^"]+)"/.exec(challenge)?.[1];
  if (challenge.includes('insufficient_claims') && claims !== undefined)
    return { claims: Buffer.from(claims, 'base64').toString('utf8') };
  return 'expired';
}

/** Clusters of the service redirect among themselves; a token never follows to another host's domain. */
function redirectTarget(from: string, location: string | null): string | undefined {
  if (location === null || !URL.canParse(location, from)) return undefined;
  const [source, target] = [new URL(from), new URL(location, from)];
  const domain = source.hostname.split('.').slice(-2).join('.');
  const sameDomain = target.hostname === source.hostname || target.hostname.endsWith(`.${domain}`);
  return sameDomain && target.protocol === source.protocol ? target.href : undefined;
}

/** The deadline goes on while the body comes. */
async function bodyOf(answer: Response): Promise<string> {
  try {
    return await answer.text();
  } catch (error) {
    throw new DomainError('POWER_BI_UNAVAILABLE', { cause: error });
  }
}

function waitOf(answer: Response): { readonly retryAfterSeconds?: number } {
  const after = retryAfterSeconds(answer.headers);
  return after === undefined ? {} : { retryAfterSeconds: after };
}

function parseJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DomainError('POWER_BI_UNAVAILABLE', {
      detail: 'Power BI answered with something that is no JSON.',
      cause: error,
    });
  }
}
