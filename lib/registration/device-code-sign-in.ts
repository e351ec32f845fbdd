import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Cloud } from '../clouds.ts';
import { DomainError, type ErrorCode } from '../errors.ts';
import { EntraRefusal } from '../identity/entra-refusal.ts';
import type { AdminSignIn } from './admin-sign-in.ts';

/** "Microsoft Graph Command Line Tools", a public client of Microsoft's. */
const CLIENT = '14d82eec-204b-4c2f-b7e8-296a70dab67e';
const PERMISSIONS = [
  'Application.ReadWrite.All',
  'DelegatedPermissionGrant.ReadWrite.All',
  'Organization.Read.All',
];
const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
const DEADLINE_MS = 15_000;
/** A token is kept for so long to repeat a step that failed; then it is forgotten. */
const KEEP_MS = 10 * 60_000;
const MOST_KEPT = 20;

const begunSchema = z.object({
  user_code: z.string(),
  device_code: z.string(),
  verification_uri: z.url(),
  expires_in: z.number(),
  interval: z.number().default(5),
});
const tokenSchema = z.object({ access_token: z.string() });
const refusalSchema = z.object({ error: z.string(), error_codes: z.array(z.number()).default([]) });

/** AdminSignIn at Entra. Nothing of it is stored: the code travels with whoever began it, the token stays in memory. */
export function deviceCodeSignIn(options: {
  readonly cloud: Cloud;
  readonly tenantId: string;
  readonly clock: Clock;
}): AdminSignIn {
  const { cloud, tenantId, clock } = options;
  const base = `${cloud.authorityHost}/${tenantId}/oauth2/v2.0`;
  const scope = PERMISSIONS.map((name) => `${cloud.graphAudience}/${name}`).join(' ');
  const kept = new Map<string, { readonly token: string; readonly until: number }>();

  async function post(path: 'devicecode' | 'token', form: Record<string, string>): Promise<unknown> {
    let answer: Response;
    let body: unknown;
    try {
      answer = await fetch(`${base}/${path}`, {
        method: 'POST',
        body: new URLSearchParams({ client_id: CLIENT, ...form }),
        redirect: 'error',
        signal: AbortSignal.timeout(DEADLINE_MS),
      });
      body = await answer.json();
    } catch (error) {
      throw new DomainError('IDENTITY_UNAVAILABLE', { cause: error });
    }
    if (!answer.ok) throw refusalOf(body);
    return body;
  }

  function keptToken(key: string): string | undefined {
    const now = clock.now().epochMilliseconds;
    for (const [known, { until }] of kept) if (now >= until) kept.delete(known);
    return kept.get(key)?.token;
  }

  return {
    async begin() {
      const begun = begunSchema.parse(await post('devicecode', { scope }));
      return {
        userCode: begun.user_code,
        verificationUrl: begun.verification_uri,
        seconds: begun.expires_in,
        intervalSeconds: begun.interval,
        deviceCode: begun.device_code,
      };
    },
    async token(deviceCode) {
      const key = createHash('sha256').update(deviceCode).digest('base64url');
      const present = keptToken(key);
      if (present !== undefined) return present;
      const { access_token } = tokenSchema.parse(
        await post('token', { grant_type: GRANT, device_code: deviceCode }),
      );
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.set(key, { token: access_token, until: clock.now().epochMilliseconds + KEEP_MS });
      return access_token;
    },
  };
}

const CODES = new Map<string, ErrorCode>(
  Object.entries({
    authorization_pending: 'ADMIN_SIGN_IN_PENDING',
    slow_down: 'ADMIN_SIGN_IN_PENDING',
    authorization_declined: 'SIGN_IN_REFUSED',
    expired_token: 'ADMIN_SIGN_IN_REQUIRED',
    bad_verification_code: 'ADMIN_SIGN_IN_REQUIRED',
    invalid_grant: 'ADMIN_SIGN_IN_REQUIRED',
    access_denied: 'BLOCKED_BY_POLICY',
    interaction_required: 'BLOCKED_BY_POLICY',
    unauthorized_client: 'BLOCKED_BY_POLICY',
    invalid_client: 'BLOCKED_BY_POLICY',
  } as const),
);

function refusalOf(body: unknown): DomainError {
  const refusal = refusalSchema.safeParse(body);
  if (!refusal.success) return new DomainError('IDENTITY_UNAVAILABLE');
  const { error, error_codes } = refusal.data;
  const number = error_codes[0] === undefined ? undefined : String(error_codes[0]);
  if (number === '65001' || number === '90094')
    return new DomainError('DIRECTORY_REFUSED', {
      detail: `Your account may not let Microsoft Graph Command Line Tools change applications (AADSTS${number}). Sign in as an administrator of Entra, or register in another way.`,
    });
  const code = CODES.get(error) ?? 'IDENTITY_UNAVAILABLE';
  if (code === 'ADMIN_SIGN_IN_PENDING')
    return new DomainError(code, { retryAfterSeconds: error === 'slow_down' ? 10 : 5 });
  return new EntraRefusal(code, { number });
}
