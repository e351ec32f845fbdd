import type { Temporal } from 'temporal-polyfill';

/** The application at Entra that people sign in with. */
export type EntraApp = { readonly tenantId: string; readonly appId: string };

export type AccessToken = { readonly value: string; readonly expiresAt: Temporal.Instant };

export type Redeemed = {
  readonly idToken: string;
  readonly accessToken: AccessToken | undefined;
  /** What was granted, in full names: `<resource>/<permission>`. */
  readonly scopes: readonly string[];
  /** What a later refresh needs, without access and id tokens; kept in the token store only. */
  readonly cache: string;
};

export type Refreshed = {
  readonly accessToken: AccessToken;
  readonly cache: string;
  /** Whether `cache` holds another refresh token than the one that was given. */
  readonly changed: boolean;
};

/**
 * Entra's authorization-code and refresh flows for one registered app. Refusals are DomainErrors:
 * SIGN_IN_REQUIRED (the person), CONSENT_REQUIRED, BLOCKED_BY_POLICY, REGISTRATION_BROKEN (the operator),
 * IDENTITY_UNAVAILABLE (later); an EntraRefusal among them has the service's own number and its claims challenge.
 */
export interface Entra {
  authorizeUrl(
    app: EntraApp,
    request: {
      readonly scopes: readonly string[];
      readonly redirectUri: string;
      readonly state: string;
      readonly nonce: string;
      readonly challenge: string;
      readonly loginHint?: string;
      /** `login`: the person proves who they are, even with a session at Entra. */
      readonly prompt?: 'login';
      readonly claims?: string;
    },
  ): Promise<string>;
  redeem(
    app: EntraApp,
    answer: {
      readonly code: string;
      readonly scopes: readonly string[];
      readonly redirectUri: string;
      readonly verifier: string;
      readonly state: string;
      readonly nonce: string;
    },
  ): Promise<Redeemed>;
  /**
   * Whether Entra takes the app and our proof for it, with nobody signed in.
   * @throws DomainError REGISTRATION_BROKEN, IDENTITY_UNAVAILABLE.
   */
  probe(app: EntraApp): Promise<void>;
  /**
   * A token of the app itself, with nobody signed in. @param scope `<resource>/.default`.
   * @throws DomainError REGISTRATION_BROKEN, IDENTITY_UNAVAILABLE.
   */
  appToken(app: EntraApp, scope: string): Promise<AccessToken>;
  refresh(
    app: EntraApp,
    request: { readonly cache: string; readonly scopes: readonly string[]; readonly claims?: string },
  ): Promise<Refreshed>;
}
