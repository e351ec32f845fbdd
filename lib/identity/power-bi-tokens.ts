import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Settings } from '../settings.ts';
import type { AppHealth } from './app-health.ts';
import type { AccessToken, Entra, EntraApp } from './entra.ts';
import { EntraRefusal } from './entra-refusal.ts';
import { keepRotated } from './keep-rotated.ts';
import type { Owner } from './principal.ts';
import { signInState } from './sign-in-state.ts';
import type { TokenStore } from './token-store.ts';
import type { User, Users } from './users.ts';

/** Access tokens for Power BI in the name of a person who signed in; refreshed as needed, never interactive. */
export interface PowerBiTokens {
  /**
   * @param options.renew asks Entra even if a token is at hand: `expired` when the service refused the last one, or the
   *   claims of its challenge.
   * @throws DomainError SIGN_IN_REQUIRED (permanent until the person acts), CONSENT_REQUIRED, BLOCKED_BY_POLICY,
   *   REGISTRATION_BROKEN, NOT_REGISTERED, IDENTITY_UNAVAILABLE or SECRETS_UNAVAILABLE.
   */
  tokenFor(
    owner: Owner,
    options?: { readonly renew?: 'expired' | { readonly claims: string } },
  ): Promise<string>;
  /** Forgets what is held in memory for a person, after a sign-in or sign-out. */
  forget(owner: Owner): void;
}

export type TokenDependencies = {
  readonly entra: Entra;
  readonly store: TokenStore;
  readonly users: Users;
  readonly registeredApp: () => Promise<EntraApp>;
  readonly health: AppHealth;
  readonly scopes: readonly string[];
  /** What Entra refuses for another resource says nothing of the sign-in to Power BI, nor of the app. */
  readonly resource: 'power-bi' | 'other';
  readonly settings: Pick<Settings, 'signInDays' | 'signInLifetime'>;
  readonly clock: Clock;
  readonly log: Log;
};

/** An access token in memory, and the sign-in and app that it came from. */
type Held = { readonly token: AccessToken; readonly signIn: string };

const MEMORY_SIZE = 2000;
/** A challenge goes into a cell, and into an address that a browser opens. */
const MAX_CLAIMS = 4000;
/** A token is used until five minutes before it expires: a run must not outlive it. */
const MARGIN = { minutes: 5 } as const;

/** Tells one sign-in of a person from the next. */
const signInOf = (user: User) => `${user.signedInAt} ${user.appId}`;

/**
 * Calls of a run: one row read where a token is in memory; else one read from the token store and one token request.
 * Runs of one person that need a token at the same time share both.
 */
export function createPowerBiTokens(dependencies: TokenDependencies): PowerBiTokens {
  const { entra, store, users, registeredApp, health, scopes, resource, clock } = dependencies;
  const memory = new Map<Owner, Held>();
  const underWay = new Map<Owner, Promise<string>>();

  async function validUser(owner: Owner, app: EntraApp): Promise<User> {
    const user = await users.get(owner);
    const state = signInState(user, clock.now(), app);
    if (!user || state.kind === 'none') throw new DomainError('SIGN_IN_REQUIRED');
    // Known from now on to everybody who reads the row alone: the token of another app is worth nothing.
    if (state.kind === 'required' && state.reason === 'app-changed') await requireSignIn(user, state.reason);
    if (state.kind !== 'valid') throw new DomainError('SIGN_IN_REQUIRED');
    return user;
  }

  /**
   * Writes down that the person has to sign in, unless the row has gone on from what was refused: signed in anew, or
   * kept a rotated token. Crash story: one write by ETag; lost, the next run is refused again and writes it.
   */
  async function requireSignIn(
    user: User,
    reason: string,
    claims?: string,
  ): Promise<'written' | 'overtaken'> {
    let outcome: 'written' | 'overtaken' = 'overtaken';
    await users.update(user.owner, (current) => {
      const same = signInOf(current) === signInOf(user) && current.tokenVersion === user.tokenVersion;
      if (!same || current.tokenState !== 'signed-in') return undefined;
      outcome = 'written';
      return {
        ...current,
        tokenState: 'sign-in-required',
        tokenReason: reason,
        claims: claims !== undefined && claims.length <= MAX_CLAIMS ? claims : undefined,
        invalidSince: clock.now(),
      };
    });
    return outcome;
  }

  async function refresh(owner: Owner, claims: string | undefined, attempt: 1 | 2): Promise<string> {
    const app = await registeredApp();
    const user = await validUser(owner, app);
    try {
      const cache = user.tokenVersion && (await store.load(owner, user.tokenVersion));
      if (!cache) throw new DomainError('SIGN_IN_REQUIRED');
      const result = await entra.refresh(app, { cache, scopes, ...(claims !== undefined && { claims }) });
      await health.accepted();
      await keepRotated(dependencies, user, result);
      remember(owner, { token: result.accessToken, signIn: signInOf(user) });
      return result.accessToken.value;
    } catch (error) {
      if (!(error instanceof DomainError) || resource === 'other') throw error;
      if (error.code === 'REGISTRATION_BROKEN') await health.refused(error);
      if (error.code !== 'SIGN_IN_REQUIRED') throw error;
      const refusal = error instanceof EntraRefusal ? error : undefined;
      const reason = refusal?.number ?? 'token-missing';
      const outcome = await requireSignIn(user, reason, refusal?.claims ?? (refusal && claims));
      if (outcome === 'overtaken' && attempt === 1) return refresh(owner, claims, 2);
      throw error;
    }
  }

  /** Side by side, refreshes of one person are one; a claims challenge is a request of its own. */
  function refreshOnce(owner: Owner, claims: string | undefined): Promise<string> {
    if (claims !== undefined) return refresh(owner, claims, 1);
    const present = underWay.get(owner);
    if (present) return present;
    const begun = refresh(owner, undefined, 1).finally(() => underWay.delete(owner));
    underWay.set(owner, begun);
    return begun;
  }

  function remember(owner: Owner, held: Held): void {
    if (memory.size >= MEMORY_SIZE) {
      const oldest = memory.keys().next().value;
      if (oldest !== undefined) memory.delete(oldest);
    }
    memory.delete(owner);
    memory.set(owner, held);
  }

  return {
    async tokenFor(owner, { renew } = {}) {
      const held = memory.get(owner);
      const usable = held && Temporal.Instant.compare(clock.now(), held.token.expiresAt.subtract(MARGIN)) < 0;
      if (!usable || renew !== undefined)
        return refreshOnce(owner, typeof renew === 'object' ? renew.claims : undefined);
      const user = await validUser(owner, await registeredApp());
      return signInOf(user) === held.signIn ? held.token.value : refreshOnce(owner, undefined);
    },
    forget(owner) {
      memory.delete(owner);
      underWay.delete(owner);
    },
  };
}
