/** What Power BI or Fabric said. `code` is `unknown` where the body was empty or had another form. */
export type ServiceError = { readonly code: string; readonly message: string };

/**
 * Reads the error bodies of the two services: `{error:{code,message}}`, the long form with `pbi.error`, Fabric's
 * `{errorCode,message}`, or nothing at all.
 */
export function parseServiceError(text: string): ServiceError {
  const unknown = { code: 'unknown', message: '' };
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    // Empty bodies and pages of a gateway are normal answers here; the status alone then says what happened.
    return unknown;
  }
  if (typeof body !== 'object' || body === null) return unknown;
  if ('errorCode' in body)
    return { code: String(body.errorCode), message: 'message' in body ? String(body.message) : '' };
  const error = 'error' in body ? body.error : undefined;
  if (typeof error === 'string') return { code: error, message: '' };
  if (typeof error !== 'object' || error === null || !('code' in error)) return unknown;
  return { code: String(error.code), message: 'message' in error ? String(error.message ?? '') : '' };
}

/** A day: nobody means more, and a queue holds a message back for a week at most. */
const LONGEST_WAIT = 86_400;

/** Seconds to wait, from `Retry-After` as seconds or as a date; undefined when absent or unreadable. */
export function retryAfterSeconds(headers: { get(name: string): string | null }): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  if (/^\d+$/.test(value.trim())) return Math.min(Number(value), LONGEST_WAIT);
  const [at, now] = [Date.parse(value), Date.parse(headers.get('date') ?? '')];
  return Number.isFinite(at) && Number.isFinite(now)
    ? Math.min(Math.max(0, (at - now) / 1000), LONGEST_WAIT)
    : undefined;
}
