import type { createRemoteJWKSet, JWTPayload } from 'jose';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Cloud } from '../clouds.ts';
import { DomainError } from '../errors.ts';
import type { EntraApp } from './entra.ts';
import { type AppPrincipal, parseOwner, ROLES, type Role, type UserPrincipal } from './principal.ts';

const claimsSchema = z.object({
  oid: z.guid(),
  tid: z.guid(),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  roles: z.array(z.string()).optional(),
  nonce: z.string().optional(),
  /** Seconds since 1970; an optional claim that the registration asks for. */
  auth_time: z.number().optional(),
  scp: z.string().optional(),
  azp: z.string().optional(),
  appid: z.string().optional(),
});

export type TokenVerifier = {
  /** Who signed in. msal-node does not verify id tokens; nothing may rely on one before this. */
  readonly idToken: (
    app: EntraApp,
    token: string,
    nonce: string,
  ) => Promise<Omit<UserPrincipal, 'kind' | 'owner'>>;
  /** Who calls the API; undefined when the token is not one of ours for this API (an id token, say). */
  readonly bearer: (app: EntraApp, token: string) => Promise<UserPrincipal | AppPrincipal | undefined>;
};

/** jose is loaded with the first token: a cold start that has none to verify does not pay for it. */
export function joseTokenVerifier(options: { readonly cloud: Cloud; readonly clock: Clock }): TokenVerifier {
  const { cloud, clock } = options;
  const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();

  async function keysOf(tenantId: string) {
    const { createRemoteJWKSet } = await import('jose');
    const present = keySets.get(tenantId);
    if (present) return present;
    const url = new URL(`${cloud.authorityHost}/${tenantId}/discovery/v2.0/keys`);
    const created = createRemoteJWKSet(url, { timeoutDuration: 5000 });
    keySets.set(tenantId, created);
    return created;
  }

  async function verify(app: EntraApp, token: string): Promise<z.infer<typeof claimsSchema>> {
    const { errors, jwtVerify } = await import('jose');
    const { payload } = await jwtVerify<JWTPayload>(token, await keysOf(app.tenantId), {
      issuer: `${cloud.authorityHost}/${app.tenantId}/v2.0`,
      audience: app.appId,
      algorithms: ['RS256'],
      requiredClaims: ['oid', 'tid', 'exp'],
      clockTolerance: 60,
      currentDate: new Date(clock.now().epochMilliseconds),
    });
    const claims = claimsSchema.parse(payload);
    if (claims.tid.toLowerCase() !== app.tenantId.toLowerCase())
      throw new errors.JWTInvalid('Another tenant.');
    return claims;
  }

  return {
    async idToken(app, token, nonce) {
      const claims = await verify(app, token).catch(async (error: unknown) => {
        if (await isTimeout(error)) throw new DomainError('IDENTITY_UNAVAILABLE', { cause: error });
        throw new DomainError('SIGN_IN_STATE_INVALID', { cause: error });
      });
      if (claims.nonce !== nonce) throw new DomainError('SIGN_IN_STATE_INVALID');
      return {
        tenantId: claims.tid,
        oid: claims.oid,
        name: claims.name ?? claims.preferred_username ?? claims.oid,
        upn: claims.preferred_username ?? '',
        roles: rolesOf(claims.roles),
        ...(claims.auth_time !== undefined && {
          authenticatedAt: Temporal.Instant.fromEpochMilliseconds(claims.auth_time * 1000),
        }),
      };
    },
    async bearer(app, token) {
      const claims = await verify(app, token).catch(async (error: unknown) => {
        if (await isTimeout(error)) throw new DomainError('IDENTITY_UNAVAILABLE', { cause: error });
        return undefined;
      });
      const owner = claims && parseOwner(claims.tid, claims.oid);
      if (!claims || !owner) return undefined;
      const roles = rolesOf(claims.roles);
      const common = { tenantId: claims.tid, oid: claims.oid, owner, roles };
      if (claims.scp?.split(' ').includes('access_as_user'))
        return {
          kind: 'user',
          ...common,
          name: claims.name ?? claims.oid,
          upn: claims.preferred_username ?? '',
        };
      if (claims.scp === undefined && roles.includes('Automation'))
        return { kind: 'app', ...common, name: claims.azp ?? claims.appid ?? claims.oid };
      return undefined;
    },
  };
}

function rolesOf(claimed: readonly string[] | undefined): readonly Role[] {
  return ROLES.filter((role) => claimed?.includes(role));
}

async function isTimeout(error: unknown): Promise<boolean> {
  const { errors } = await import('jose');
  return error instanceof errors.JWKSTimeout;
}
