import { Temporal } from 'temporal-polyfill';
import type { Settings } from '../settings.ts';
import type { User } from './users.ts';

export type SignInState =
  | { readonly kind: 'none' }
  | { readonly kind: 'valid'; readonly expiresAt: Temporal.Instant }
  | { readonly kind: 'required'; readonly reason: string };

const DAY_HOURS = 24;

/** When a sign-in of now lapses: days of 24 hours from the interactive sign-in, or from the last use when sliding. */
export function expiryOf(from: Temporal.Instant, settings: Pick<Settings, 'signInDays'>): Temporal.Instant {
  return from.add({ hours: settings.signInDays * DAY_HOURS });
}

/** U6: good until its expiry; then runs fail until the person signs in again. Entra's refusal wins earlier. */
export function signInState(user: User | undefined, now: Temporal.Instant): SignInState {
  if (!user || user.tokenState === 'none') return { kind: 'none' };
  if (user.tokenState === 'sign-in-required')
    return { kind: 'required', reason: user.tokenReason ?? 'refused' };
  if (!user.expiresAt || Temporal.Instant.compare(now, user.expiresAt) >= 0)
    return { kind: 'required', reason: 'expired' };
  return { kind: 'valid', expiresAt: user.expiresAt };
}
