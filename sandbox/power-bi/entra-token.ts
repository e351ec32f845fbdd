import { decodeJwt, type JWTPayload } from 'jose';
import { createBearerCheck } from '../shared/bearer.ts';
import type { SandboxClock } from '../shared/clock.ts';
import type { VerifiedToken, VerifyToken } from './http/caller.ts';

/** Resources whose tokens the service takes: Power BI by address and by app id, and the Fabric API. */
export const AUDIENCES = [
  'https://analysis.windows.net/powerbi/api',
  '00000009-0000-0000-c000-000000000000',
  'https://api.fabric.microsoft.com',
] as const;

/** Verifies tokens of the Entra stand-in. */
export function entraTokens(options: {
  /** Without a slash at the end. */
  readonly entraUrl: string;
  readonly tenantId: string;
  readonly clock: Pick<SandboxClock, 'now'>;
}): VerifyToken {
  const check = createBearerCheck({ ...options, audiences: AUDIENCES });
  return async (bearer) => {
    const result = await check(`Bearer ${bearer}`);
    if (result.ok) return tokenOf(result.claims);
    // Only after its signature and audience were found right is a token called expired.
    return result.problem === 'expired' ? { ...tokenOf(decodeJwt(bearer)), expired: true } : undefined;
  };
}

function tokenOf(claims: JWTPayload): VerifiedToken {
  const scp = typeof claims.scp === 'string' ? claims.scp.split(' ') : [];
  return {
    oid: String(claims.oid),
    tid: String(claims.tid),
    scp,
    appOnly: claims.idtyp === 'app' || (claims.scp === undefined && claims.roles !== undefined),
  };
}
