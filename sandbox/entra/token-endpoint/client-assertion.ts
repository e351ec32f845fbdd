import { createHash, X509Certificate } from 'node:crypto';
import {
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  jwtVerify,
} from 'jose';
import { AadstsError } from '../aadsts.ts';
import { type EntraContext, issuerV2 } from '../context.ts';
import type { Client } from '../directory/directory.ts';
import type { FederatedIdentityCredential } from '../directory/types.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** Entra lets an assertion's clock be wrong by five minutes; msal rounds its own up to the next second. */
const SKEW_SECONDS = 300;

/**
 * A client proves itself by a JWT: one it signed with a registered certificate (issuer and subject are itself), or one
 * that somebody else signed and a federated credential trusts. Of federated issuers only the tenant itself can be
 * verified here, which is what a managed identity's token comes from.
 */
export async function verifyAssertion(
  entra: EntraContext,
  client: Client,
  assertion: string,
  type: string | null,
): Promise<void> {
  if (type !== ASSERTION_TYPE) throw new AadstsError(900144, { parameter: 'client_assertion_type' });
  const claims = decode(assertion);
  if (claims.iss === client.appId) return verifyCertificate(entra, client, assertion);
  matchFederatedCredential(client.application?.federatedIdentityCredentials ?? [], claims);
  if (claims.iss !== issuerV2(entra))
    throw new AadstsError(50013, { reason: `The keys of ${claims.iss} are not known here.` });
  await verified(entra, claims, 50013, () =>
    jwtVerify(assertion, createLocalJWKSet({ keys: [...entra.signer.published.keys] }), {
      algorithms: ['RS256'],
      currentDate: new Date(entra.clock.now()),
      clockTolerance: SKEW_SECONDS,
    }),
  );
}

/** Issuer, subject and audience must each be those of one credential, letter by letter. */
function matchFederatedCredential(
  credentials: readonly FederatedIdentityCredential[],
  claims: JWTPayload,
): void {
  const { iss: issuer = '', sub: subject = '', aud = '' } = claims;
  const audience = String(aud);
  const ofIssuer = credentials.filter((credential) => credential.issuer === issuer);
  if (ofIssuer.length === 0) throw new AadstsError(700211, { issuer });
  const ofSubject = ofIssuer.filter((credential) => credential.subject === subject);
  if (ofSubject.length === 0) throw new AadstsError(700213, { subject });
  if (!ofSubject.some((credential) => credential.audiences.includes(audience))) {
    throw new AadstsError(700212, { audience });
  }
}

async function verifyCertificate(entra: EntraContext, client: Client, assertion: string): Promise<void> {
  const claims = decode(assertion);
  const certificate = certificateOf(client, assertion, entra.clock.now());
  await verified(entra, claims, 700027, () =>
    jwtVerify(assertion, certificate.publicKey, {
      algorithms: ['RS256', 'PS256'],
      issuer: client.appId,
      subject: client.appId,
      audience: [`${entra.url}/${entra.tenantId}/oauth2/v2.0/token`, issuerV2(entra)],
      requiredClaims: ['exp'],
      currentDate: new Date(entra.clock.now()),
      clockTolerance: SKEW_SECONDS,
    }),
  );
}

/** The registered certificate that the assertion's thumbprint (`x5t#S256`, or the old `x5t`) names. */
function certificateOf(client: Client, assertion: string, now: number): X509Certificate {
  const header = decodeProtectedHeader(assertion);
  const thumbprints = [header['x5t#S256'], header.x5t];
  for (const { key, endDateTime } of client.application?.keyCredentials ?? []) {
    const certificate = new X509Certificate(Buffer.from(key, 'base64'));
    const named = ['sha256', 'sha1'].some((algorithm) =>
      thumbprints.includes(createHash(algorithm).update(certificate.raw).digest('base64url')),
    );
    if (named && Date.parse(endDateTime) > now) return certificate;
  }
  throw new AadstsError(700027, { reason: 'No certificate of the application has this thumbprint.' });
}

function decode(assertion: string): JWTPayload {
  try {
    return decodeJwt(assertion);
  } catch {
    throw new AadstsError(50027);
  }
}

async function verified(
  entra: EntraContext,
  claims: JWTPayload,
  code: number,
  verify: () => Promise<unknown>,
): Promise<void> {
  try {
    await verify();
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
    if (error instanceof errors.JWTExpired) throw new AadstsError(700024, validRange(entra, claims));
    throw new AadstsError(code, { reason: error.message });
  }
}

function validRange(entra: EntraContext, { nbf = 0, exp = 0 }: JWTPayload): Record<string, string> {
  const text = (ms: number): string => new Date(ms).toISOString();
  return { now: text(entra.clock.now()), notBefore: text(nbf * 1000), expires: text(exp * 1000) };
}
