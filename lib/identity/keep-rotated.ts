import { Temporal } from 'temporal-polyfill';
import type { Refreshed } from './entra.ts';
import type { TokenDependencies } from './power-bi-tokens.ts';
import { expiryOf } from './sign-in-state.ts';
import type { User } from './users.ts';

const AT_MOST_EVERY = { hours: 24 } as const;

/**
 * Keeps the refresh token that Entra gave instead of the last one, and lets a sliding sign-in slide: at most once a day,
 * over all instances, however often a person's tiles are refreshed. The replaced token stays good at Entra, so that
 * nothing is lost where a write is skipped.
 *
 * Crash story: the day is claimed in the row, the token is saved, the row names its version. Cut off before the last
 * step, the version that the row names still counts and the next day writes again. A sign-in or sign-out in between
 * wins: the row is left alone and the saved version is made unreadable.
 */
export async function keepRotated(
  { store, users, settings, clock, log }: TokenDependencies,
  user: User,
  { cache, changed }: Refreshed,
): Promise<void> {
  const now = clock.now();
  const isDue = (last: Temporal.Instant | undefined) =>
    !last || Temporal.Instant.compare(now, last.add(AT_MOST_EVERY)) >= 0;
  const isSame = (current: User) =>
    current.tokenVersion === user.tokenVersion && current.tokenState === 'signed-in';
  const slides = settings.signInLifetime === 'sliding';
  if (!isDue(user.tokenWrittenAt) || !(changed || slides)) return;
  const expiresAt = slides ? expiryOf(now, settings) : (user.expiresAt ?? expiryOf(now, settings));

  let claimed = false;
  await users.update(user.owner, (current) => {
    claimed = isSame(current) && isDue(current.tokenWrittenAt);
    return claimed ? { ...current, tokenWrittenAt: now, expiresAt } : undefined;
  });
  if (!claimed || !changed) return;

  let version: string;
  try {
    ({ version } = await store.save(user.owner, cache, { expiresAt }));
  } catch (error) {
    // The run has its access token, and the kept refresh token is good for weeks: no reason to fail.
    log.warn('token.not-kept', { error });
    return;
  }
  let named = false;
  await users.update(user.owner, (current) => {
    // Named already: the answer to our own write was lost, and it is looked at again.
    named = current.tokenVersion === version || isSame(current);
    return named && current.tokenVersion !== version ? { ...current, tokenVersion: version } : undefined;
  });
  if (!named) await store.discard(user.owner, version);
  else if (user.tokenVersion !== undefined) await store.replaced(user.owner, user.tokenVersion);
}
