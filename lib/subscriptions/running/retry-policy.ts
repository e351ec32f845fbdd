import type { DomainError } from '../../errors.ts';

/** Seconds before the second, third and fourth attempt. */
const DELAYS = [30, 120, 600] as const;
export const MOST_ATTEMPTS = DELAYS.length + 1;

export type Retry = { readonly kind: 'again'; readonly delaySeconds: number } | { readonly kind: 'give-up' };

/** Permanent refusals are not repeated; others three times, later where the other side asks for more time. */
export function retryAfter(error: DomainError, attempt: number): Retry {
  const delay = DELAYS[attempt - 1];
  if (error.retry === 'never' || delay === undefined) return { kind: 'give-up' };
  return { kind: 'again', delaySeconds: Math.max(delay, error.retryAfterSeconds ?? 0) };
}
