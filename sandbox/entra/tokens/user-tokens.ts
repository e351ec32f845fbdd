import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { type EntraContext, issuerV1, issuerV2 } from '../context.ts';
import { type Client, findPrincipalByAppId } from '../directory/directory.ts';
import { resourceOf, userRoles } from '../directory/resources.ts';
import type { User } from '../directory/types.ts';
import type { ScopeRequest } from '../scope-request.ts';

/** How a client proved itself: not at all, by secret, or by an assertion. The digits of `appidacr`. */
export type ClientProof = '0' | '1' | '2';

/** Role template ids, what the claim `wids` lists. The last one is every member's. */
const DIRECTORY_ROLE_IDS: Readonly<Record<string, string>> = {
  'Global Administrator': '62e90394-69f5-4237-9190-012177145e10',
  'Application Administrator': '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  'Cloud Application Administrator': '158c047a-c907-4556-b7ef-446551a6b5f7',
  'Privileged Role Administrator': 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  'Application Developer': 'cf1c38e5-3621-4004-a7cb-879624dced7c',
};
const MEMBER_ROLE_ID = 'b79fbf4d-3ef9-4689-8143-76b194e85509';

export type UserTokenRequest = {
  readonly client: Client;
  readonly user: User;
  readonly request: ScopeRequest;
  readonly granted: readonly string[];
  readonly proof: ClientProof;
  /** From the client's `claims` parameter: it can handle the claims challenges of continuous access evaluation. */
  readonly handlesClaimsChallenges: boolean;
};

/** An access token for a person, v1.0 or v2.0 as the resource wants it, and its lifetime in seconds. */
export async function userAccessToken(
  entra: EntraContext,
  { client, user, request, granted, proof, handlesClaimsChallenges }: UserTokenRequest,
): Promise<{ token: string; expiresIn: number }> {
  const { resource, identifier } = request;
  const expiresIn = accessTokenSeconds();
  const roles = resource.application === undefined ? [] : userRoles(entra.directory, user, resource);
  const scopes =
    resource.principal.published === undefined ? granted : [...granted, ...signInScopes(request)];
  const common = {
    ...lifetime(entra, expiresIn),
    name: user.displayName,
    oid: user.id,
    scp: scopes.join(' '),
    sub: pairwiseSubject(user, resource.principal.appId),
    tid: entra.tenantId,
    ...(roles.length > 0 && { roles }),
    ...(handlesClaimsChallenges && { xms_cc: ['cp1'] }),
  };
  const claims: JWTPayload =
    resource.tokenVersion === 2
      ? {
          ...common,
          aud: resource.principal.appId,
          iss: issuerV2(entra),
          azp: client.appId,
          azpacr: proof,
          preferred_username: user.userPrincipalName,
          ver: '2.0',
        }
      : {
          ...common,
          aud: identifier,
          iss: issuerV1(entra),
          acct: 0,
          acr: '1',
          amr: ['pwd'],
          app_displayname: client.displayName,
          appid: client.appId,
          appidacr: proof,
          idtyp: 'user',
          unique_name: user.userPrincipalName,
          upn: user.userPrincipalName,
          ver: '1.0',
          wids: [...user.directoryRoles.map((role) => DIRECTORY_ROLE_IDS[role] ?? role), MEMBER_ROLE_ID],
        };
  return { token: await entra.signer.sign(claims), expiresIn };
}

/** A token for Graph lists the sign-in scopes too; one for another resource does not. */
function signInScopes({ resource, oidc }: ScopeRequest): readonly string[] {
  const published = resource.scopes.map((scope) => scope.value);
  return oidc.filter((scope) => scope !== 'offline_access' && published.includes(scope));
}

/** The id token: who signed in, and the roles the person has in the client itself. */
export async function idToken(
  entra: EntraContext,
  options: {
    readonly client: Client;
    readonly user: User;
    readonly nonce: string | undefined;
    /** Seconds since 1970; only in the token where the client asked for it. */
    readonly authTime: number | undefined;
  },
): Promise<string> {
  const { client, user, nonce, authTime } = options;
  const principal = findPrincipalByAppId(entra.directory, client.appId);
  const roles =
    principal === undefined ? [] : userRoles(entra.directory, user, resourceOf(entra.directory, principal));
  return entra.signer.sign({
    ...lifetime(entra, ID_TOKEN_SECONDS),
    aud: client.appId,
    iss: issuerV2(entra),
    name: user.displayName,
    oid: user.id,
    preferred_username: user.userPrincipalName,
    sub: pairwiseSubject(user, client.appId),
    tid: entra.tenantId,
    ver: '2.0',
    ...(nonce !== undefined && { nonce }),
    ...(roles.length > 0 && { roles }),
    ...(authTime !== undefined && { auth_time: authTime }),
  });
}

const ID_TOKEN_SECONDS = 3900;

/** Entra draws 60 to 90 minutes for each access token. */
export function accessTokenSeconds(): number {
  return 3600 + Math.floor(Math.random() * 1800);
}

export function lifetime(entra: EntraContext, seconds: number): { iat: number; nbf: number; exp: number } {
  const now = Math.floor(entra.clock.now() / 1000);
  return { iat: now, nbf: now, exp: now + seconds };
}

/** A person's `sub` differs from application to application. */
function pairwiseSubject(user: User, appId: string): string {
  return createHash('sha256').update(`${user.id}|${appId}`).digest('base64url');
}
