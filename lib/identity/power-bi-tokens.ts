import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import type { Settings } from '../settings.ts';
import type { AccessToken, Entra, EntraApp } from './entra.ts';
import type { Owner } from './principal.ts';
import { expiryOf, signInState } from './sign-in-state.ts';
import type { TokenStore } from './token-store.ts';
import type { User, Users } from './users.ts';

/** Access tokens for Power BI in the name of a person who signed in; refreshed as needed, never interactive. */
export interface PowerBiTokens {
  /**
   * @param options.renew asks Entra even if a token is at hand: `expired` when the service refused the last one, or the
   *   claims of its challenge.
   * @throws DomainError SIGN_IN_REQUIRED (permanent until the person acts), CONSENT_REQUIRED, BLOCKED_BY_POLICY,
   *   REGISTRATION_BROKEN, IDENTITY_UNAVAILABLE or SECRETS_UNAVAILABLE.
   */
  tokenFor(
    owner: Owner,
    options?: { readonly renew?: 'expired' | { readonly claims: string } },
  ): Promise<string>;
  /** Forgets what is held in memory for a person, after a sign-in or sign-out. */
  forget(owner: Owner): void;
}

/** Tells one sign-in of a person from the next. */
const signInOf = (user: User) => user.signedInAt?.toString() ?? '';

const MEMORY_SIZE = 2000;
/** A token is used until five minutes before it expires: a run must not outlive it. */
const MARGIN = { minutes: 5 } as const;
const WRITE_AT_MOST_EVERY = { hours: 24 } as const;

export function createPowerBiTokens(options: {
  readonly entra: Entra;
  readonly store: TokenStore;
  readonly users: Users;
  readonly registeredApp: () => Promise<EntraApp>;
  readonly scopes: readonly string[];
  readonly settings: Pick<Settings, 'signInDays' | 'signInLifetime'>;
  readonly clock: Clock;
}): PowerBiTokens {
  const { entra, store, users, registeredApp, scopes, settings, clock } = options;
  const memory = new Map<Owner, { readonly token: AccessToken; readonly signIn: string }>();
  const lastWrites = new Map<Owner, Temporal.Instant>();

  /** A refusal is recorded only if it concerns the present sign-in: the person may have signed in again meanwhile. */
  async function recordRefusal(user: User, error: DomainError): Promise<'recorded' | 'signed-in-since'> {
    let outcome: 'recorded' | 'signed-in-since' = 'signed-in-since';
    await users.update(user.owner, (current) => {
      if (signInOf(current) !== signInOf(user)) return undefined;
      outcome = 'recorded';
      return { ...current, tokenState: 'sign-in-required', tokenReason: error.detail ?? 'refused' };
    });
    return outcome;
  }

  /** Crash story: lost between use and write, the old refresh token stays valid at Entra; repeating is harmless. */
  async function keepRotated(user: User, cache: string, now: Temporal.Instant): Promise<void> {
    const last = lastWrites.get(user.owner) ?? user.signedInAt;
    if (last && Temporal.Instant.compare(now, last.add(WRITE_AT_MOST_EVERY)) < 0) return;
    const sliding = settings.signInLifetime === 'sliding';
    const expiresAt = sliding ? expiryOf(now, settings) : (user.expiresAt ?? expiryOf(now, settings));
    await store.save(user.owner, cache, { expiresAt });
    lastWrites.set(user.owner, now);
    if (!sliding) return;
    await users.update(user.owner, (current) =>
      signInOf(current) === signInOf(user) && current.tokenState === 'signed-in'
        ? { ...current, expiresAt }
        : undefined,
    );
  }

  async function refresh(owner: Owner, claims: string | undefined, attempt: 1 | 2): Promise<string> {
    const now = clock.now();
    const user = await users.get(owner);
    requireValid(user, now);
    const stored = await store.load(owner);
    if (!user || !stored) throw new DomainError('SIGN_IN_REQUIRED');
    try {
      const app = await registeredApp();
      const result = await entra.refresh(app, {
        cache: stored.cache,
        scopes,
        ...(claims !== undefined && { claims }),
      });
      if (result.changed) await keepRotated(user, result.cache, now);
      remember(owner, { token: result.accessToken, signIn: signInOf(user) });
      return result.accessToken.value;
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'SIGN_IN_REQUIRED') throw error;
      const outcome = await recordRefusal(user, error);
      if (outcome === 'signed-in-since' && attempt === 1) return refresh(owner, claims, 2);
      throw error;
    }
  }

  function requireValid(user: User | undefined, now: Temporal.Instant): void {
    const state = signInState(user, now);
    if (state.kind !== 'valid') throw new DomainError('SIGN_IN_REQUIRED');
  }

  function remember(owner: Owner, held: { readonly token: AccessToken; readonly signIn: string }): void {
    if (memory.size >= MEMORY_SIZE) {
      const oldest = memory.keys().next().value;
      if (oldest !== undefined) memory.delete(oldest);
    }
    memory.delete(owner);
    memory.set(owner, held);
  }

  return {
    async tokenFor(owner, { renew } = {}) {
      const now = clock.now();
      const held = memory.get(owner);
      const usable = held && Temporal.Instant.compare(now, held.token.expiresAt.subtract(MARGIN)) < 0;
      if (!usable || renew !== undefined)
        return refresh(owner, typeof renew === 'object' ? renew.claims : undefined, 1);
      const user = await users.get(owner);
      requireValid(user, now);
      if (!user || signInOf(user) !== held.signIn) return refresh(owner, undefined, 1);
      return held.token.value;
    },
    forget(owner) {
      memory.delete(owner);
      lastWrites.delete(owner);
    },
  };
}
