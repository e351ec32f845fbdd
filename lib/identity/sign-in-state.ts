import { Temporal } from 'temporal-polyfill';
import type { Settings } from '../settings.ts';
import { saysOwnerLeft } from './entra-refusal.ts';
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

/**
 * U6: good until its expiry; then runs fail until the person signs in again. Entra's refusal wins earlier, and so does
 * another registered app, to which the kept token means nothing.
 * @param app the registered app, where the caller knows it.
 */
export function signInState(
  user: User | undefined,
  now: Temporal.Instant,
  app?: { readonly appId: string },
): SignInState {
  if (!user || user.tokenState === 'none') return { kind: 'none' };
  if (user.tokenState === 'sign-in-required')
    return { kind: 'required', reason: user.tokenReason ?? 'refused' };
  if (app && user.appId !== app.appId) return { kind: 'required', reason: 'app-changed' };
  if (!user.expiresAt || Temporal.Instant.compare(now, user.expiresAt) >= 0)
    return { kind: 'required', reason: 'expired' };
  return { kind: 'valid', expiresAt: user.expiresAt };
}

/**
 * Whether an owner has left: Entra said so at a refresh (disabled, deleted), or no sign-in has been valid for so many
 * days. Somebody who never signed in has not left.
 */
export function hasLeft(
  user: User | undefined,
  now: Temporal.Instant,
  settings: Pick<Settings, 'ownerLeftDays'>,
): boolean {
  if (!user) return false;
  if (user.tokenState === 'sign-in-required' && saysOwnerLeft(user.tokenReason)) return true;
  const since = signInState(user, now).kind === 'valid' ? undefined : (user.invalidSince ?? user.expiresAt);
  return (
    since !== undefined &&
    Temporal.Instant.compare(now, since.add({ hours: settings.ownerLeftDays * DAY_HOURS })) >= 0
  );
}
