import { DomainError, type ErrorCode } from '../../errors.ts';
import { CALL_DEADLINE_MS } from './connection.ts';

/**
 * What we read of an SDK's error. Each package may bring a RestError class of its own, so that `instanceof` would
 * miss some.
 */
export type ServiceFault = {
  /** Undefined where no answer came: network, deadline. */
  readonly status: number | undefined;
  readonly code: string;
  /** Key Vault's second code, which says why: `SecretDisabled` under `Forbidden`. */
  readonly innerCode: string | undefined;
  readonly retryAfterSeconds: number | undefined;
};

type Call<Result> = {
  readonly unavailable: Extract<ErrorCode, 'STORAGE_UNAVAILABLE' | 'SECRETS_UNAVAILABLE'>;
  /** What was called, for the detail: "table Runs". */
  readonly what: string;
  readonly deadlineMs?: number | undefined;
  readonly call: (signal: AbortSignal) => Promise<Result>;
  /** Makes a result of the refusals that the caller must expect; undefined for all others. */
  readonly expected?: (fault: ServiceFault) => { readonly result: Result } | undefined;
};

/**
 * Refusals that a deployment, a role assignment or time mends: a missing table or queue, one being deleted, no right
 * yet, throttling.
 */
const MENDABLE = new Set([401, 403, 404, 408, 409, 429]);

/**
 * Makes one call with a deadline. What is not expected becomes a DomainError: `unavailable` where the same call may
 * go through later (no answer, 5xx, and the mendable refusals), INTERNAL where the service says that the request
 * itself is wrong.
 */
export async function callService<Result>(options: Call<Result>): Promise<Result> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), options.deadlineMs ?? CALL_DEADLINE_MS);
  try {
    return await options.call(deadline.signal);
  } catch (error) {
    if (error instanceof DomainError || isMistakeOfOurs(error)) throw error;
    const fault = faultOf(error);
    const outcome = options.expected?.(fault);
    if (outcome !== undefined) return outcome.result;
    const { status } = fault;
    const isMistake = status !== undefined && status < 500 && !MENDABLE.has(status);
    throw new DomainError(isMistake ? 'INTERNAL' : options.unavailable, {
      detail: `${options.what}: ${status === undefined ? '' : `${status} `}${fault.code}`,
      cause: withoutRequest(error, fault),
      ...(fault.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: fault.retryAfterSeconds }),
    });
  } finally {
    clearTimeout(timer);
  }
}

/** No answer of a service, nor silence: a row that may not be stored, or a fault in this code. */
function isMistakeOfOurs(error: unknown): boolean {
  return error instanceof RangeError || error instanceof TypeError || error instanceof ReferenceError;
}

export function faultOf(error: unknown): ServiceFault {
  const details = property(error, 'details');
  const codes = [
    property(property(details, 'odataError'), 'code'),
    property(error, 'code'),
    property(details, 'errorCode'),
    property(error, 'name'),
  ];
  const code = codes.find((candidate) => typeof candidate === 'string' && candidate !== '');
  const status = property(error, 'statusCode');
  const innerCode = property(property(property(details, 'error'), 'innerError'), 'code');
  return {
    status: typeof status === 'number' ? status : undefined,
    code: typeof code === 'string' ? code : 'UnknownFault',
    innerCode: typeof innerCode === 'string' ? innerCode : undefined,
    retryAfterSeconds: retryAfterOf(error),
  };
}

/** Azure's services send seconds; a date (RFC 9110, section 10.2.3) is left to the caller's own back-off. */
function retryAfterOf(error: unknown): number | undefined {
  const headers = property(property(error, 'response'), 'headers');
  const get = property(headers, 'get');
  const value: unknown = typeof get === 'function' ? get.call(headers, 'retry-after') : undefined;
  return typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : undefined;
}

/** The SDK's error carries the request, with its body and its authorization; what is logged as a cause must not. */
function withoutRequest(error: unknown, fault: ServiceFault): Error {
  const message = property(error, 'message');
  const summary = new Error(typeof message === 'string' ? message : fault.code);
  summary.name = fault.code;
  return summary;
}

export function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
