import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import type { SandboxClock } from './clock.ts';

export type BearerProblem =
  | 'missing'
  | 'malformed'
  | 'signature'
  | 'issuer'
  | 'audience'
  | 'expired'
  | 'not-yet-valid';
export type BearerResult =
  | { readonly ok: true; readonly claims: JWTPayload; readonly token: string }
  | { readonly ok: false; readonly problem: BearerProblem };

/**
 * Checks an Authorization header as a resource of the tenant does: signature by the Entra stand-in's published keys,
 * the tenant's issuer (v1 or v2 token), one of the resource's audiences, and the time.
 */
export function createBearerCheck(options: {
  /** The Entra stand-in, without a trailing slash. */
  readonly entraUrl: string;
  readonly tenantId: string;
  readonly audiences: readonly string[];
  readonly clock: Pick<SandboxClock, 'now'>;
}): (authorization: string | undefined) => Promise<BearerResult> {
  const tenantUrl = `${options.entraUrl}/${options.tenantId}`;
  const keys = createRemoteJWKSet(new URL(`${tenantUrl}/discovery/v2.0/keys`), { cooldownDuration: 1000 });
  return async (authorization) => {
    const token = /^Bearer +(?<token>\S+)$/i.exec(authorization ?? '')?.groups?.token;
    if (token === undefined) return { ok: false, problem: 'missing' };
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ['RS256'],
        issuer: [`${tenantUrl}/`, `${tenantUrl}/v2.0`],
        audience: [...options.audiences],
        requiredClaims: ['exp', 'oid', 'tid'],
        currentDate: new Date(options.clock.now()),
        clockTolerance: 5,
      });
      return { ok: true, claims: payload, token };
    } catch (error) {
      return { ok: false, problem: problemOf(error) };
    }
  };
}

function problemOf(error: unknown): BearerProblem {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'iss') return 'issuer';
    if (error.claim === 'nbf' || error.claim === 'iat') return 'not-yet-valid';
    return error.claim === 'aud' ? 'audience' : 'malformed';
  }
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey) {
    return 'signature';
  }
  if (
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JOSEAlgNotAllowed
  ) {
    return 'malformed';
  }
  throw error;
}
