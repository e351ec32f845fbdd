/**
 * A request that the service refuses. Bodies follow the shapes seen of the real service: short
 * `{"error":{"code","message"}}`, long `{"error":{"code","pbi.error":{…}}}`, or none; the Fabric API has its own
 * `{"requestId","errorCode","message"}`.
 */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly shape: 'short' | 'long' | 'empty';
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    options: {
      readonly message?: string;
      readonly shape?: 'short' | 'long' | 'empty';
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(options.message ?? code);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.shape = options.shape ?? (options.message === undefined ? 'long' : 'short');
    this.headers = options.headers ?? {};
  }
}

export function entityNotFound(): Refusal {
  return new Refusal(404, 'PowerBIEntityNotFound');
}

/** The documentation says 401 where the workspace is foreign; 403 is seen too, so a rule of the stand-in decides. */
export function notAuthorized(status: 401 | 403): Refusal {
  return new Refusal(status, 'PowerBINotAuthorizedException');
}

export function badRequest(message: string): Refusal {
  return new Refusal(400, 'BadRequest', { message });
}

export function tooManyRequests(message: string, retryAfterSeconds: number): Refusal {
  return new Refusal(429, 'TooManyRequests', {
    message,
    headers: { 'Retry-After': String(Math.max(1, Math.ceil(retryAfterSeconds))) },
  });
}

export function powerBiErrorBody(refusal: Refusal): unknown {
  const { code } = refusal;
  if (refusal.shape === 'empty') return undefined;
  if (refusal.shape === 'short') return { error: { code, message: refusal.message } };
  return { error: { code, 'pbi.error': { code, parameters: {}, details: [], exceptionCulprit: 1 } } };
}

/** Power BI's codes mean the same here under the names that the Fabric API uses. */
const FABRIC_CODES: Readonly<Record<string, string>> = {
  PowerBIEntityNotFound: 'EntityNotFound',
  PowerBINotAuthorizedException: 'InsufficientPrivileges',
  BadRequest: 'InvalidInput',
  TooManyRequests: 'RequestBlocked',
};

export function fabricErrorBody(refusal: Refusal, requestId: string): unknown {
  const errorCode = FABRIC_CODES[refusal.code] ?? refusal.code;
  const message =
    refusal.message === refusal.code ? `The request was refused: ${errorCode}.` : refusal.message;
  return { requestId, errorCode, message };
}
