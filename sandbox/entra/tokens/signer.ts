import { randomBytes } from 'node:crypto';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTPayload,
  SignJWT,
} from 'jose';

export type TokenSigner = {
  /** What `/discovery/v2.0/keys` publishes. */
  readonly published: { readonly keys: readonly JWK[] };
  /** Signs claims (RS256) and adds `uti`, the token's own id; times in the claims are seconds since 1970. */
  sign(claims: JWTPayload): Promise<string>;
};

export async function createSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), use: 'sig', alg: 'RS256' };
}

export async function createSigner(jwk: JWK): Promise<TokenSigner> {
  const key = await importJWK(jwk, 'RS256');
  const { kty, n, e, kid, use } = jwk;
  if (kty === undefined || n === undefined || e === undefined || kid === undefined)
    throw new Error('Not an RSA key.');
  return {
    published: { keys: [{ kty, n, e, kid, ...(use !== undefined && { use }) }] },
    sign: (claims) =>
      new SignJWT({ ...claims, uti: randomBytes(16).toString('base64url') })
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
        .sign(key),
  };
}
