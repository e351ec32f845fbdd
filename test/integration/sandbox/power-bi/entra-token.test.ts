import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUDIENCES, entraTokens } from '../../../../sandbox/power-bi/entra-token.ts';
import type { VerifyToken } from '../../../../sandbox/power-bi/http/caller.ts';
import { BOB, MISSING, TENANT } from './harness.ts';

let keys: Server;
let key: CryptoKey;
let issuer: string;
let verify: VerifyToken;

beforeAll(async () => {
  const pair = await generateKeyPair('RS256');
  key = pair.privateKey;
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'RS256' };
  keys = createServer((_, response) => response.end(JSON.stringify({ keys: [jwk] })));
  await new Promise<void>((resolve) => keys.listen(0, '127.0.0.1', resolve));
  const entraUrl = `http://127.0.0.1:${(keys.address() as AddressInfo).port}`;
  issuer = `${entraUrl}/${TENANT}/v2.0`;
  verify = entraTokens({ entraUrl, tenantId: TENANT, clock: { now: () => Date.now() } });
});
afterAll(() => keys.close());

function token(claims: JWTPayload, options: { readonly audience?: string; readonly expires?: string } = {}) {
  return new SignJWT({ oid: BOB, tid: TENANT, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
    .setIssuer(issuer)
    .setAudience(options.audience ?? AUDIENCES[0])
    .setIssuedAt()
    .setExpirationTime(options.expires ?? '1h')
    .sign(key);
}

describe('tokens of the Entra stand-in', () => {
  it('say who calls, and with which scopes', async () => {
    const scp = 'Dataset.ReadWrite.All Content.Create';
    expect(await verify(await token({ scp }))).toEqual({
      oid: BOB,
      tid: TENANT,
      scp: ['Dataset.ReadWrite.All', 'Content.Create'],
      appOnly: false,
    });
  });

  it.each(AUDIENCES)('are taken for %s', async (audience) => {
    expect(await verify(await token({ scp: 'A' }, { audience }))).toMatchObject({ oid: BOB });
  });

  it('are none of ours for another resource, and when they are garbled', async () => {
    expect(
      await verify(await token({ scp: 'A' }, { audience: 'https://graph.microsoft.com' })),
    ).toBeUndefined();
    expect(await verify(`${await token({ scp: 'A' })}x`)).toBeUndefined();
    expect(await verify('rubbish')).toBeUndefined();
  });

  it('are called expired once they are', async () => {
    const old = await token({ scp: 'A' }, { expires: '-1h' });
    expect(await verify(old)).toMatchObject({ oid: BOB, expired: true });
  });

  it('are an app’s own without scopes', async () => {
    expect(await verify(await token({ oid: MISSING, idtyp: 'app' }))).toMatchObject({
      scp: [],
      appOnly: true,
    });
    expect(await verify(await token({ oid: MISSING, roles: ['Tenant.Read.All'] }))).toMatchObject({
      appOnly: true,
    });
  });
});
