import { AadstsError } from '../aadsts.ts';
import type { EntraContext } from '../context.ts';
import type { Artifact } from '../provider-store.ts';

/** What the engine's refusals say in their detail, and the number that Entra gives to the same. */
const BY_DETAIL: readonly (readonly [pattern: RegExp, code: number])[] = [
  [/^authorization code is expired/, 70008],
  [/^authorization code already consumed/, 54005],
  [/^device code already consumed/, 70000],
  [/redirect_uri mismatch/, 500112],
  [/code_verifier|code_challenge/, 501481],
  [/^refresh token is expired/, 700082],
  [/^device code is expired/, 70020],
  [/not found$/, 9002313],
  [/mismatch/, 70000],
];

const BY_ERROR: Readonly<Record<string, number>> = {
  authorization_pending: 70016,
  expired_token: 70020,
  access_denied: 70019,
};

/** Translates a refusal of the engine at the token endpoint. */
export function engineRefusal(
  entra: EntraContext,
  options: {
    readonly artifact: Artifact | undefined;
    readonly form: URLSearchParams;
    readonly refusal: unknown;
  },
): AadstsError {
  const { error, detail } = read(options.refusal);
  const code = BY_DETAIL.find(([pattern]) => pattern.test(detail))?.[1] ?? BY_ERROR[error];
  if (code === undefined)
    throw new Error(`The engine refused in words that have no number: ${error}, ${detail}`);
  return new AadstsError(code, {
    redirectUri: options.form.get('redirect_uri') ?? '',
    tenant: entra.tenantId,
    issuedAt: new Date((options.artifact?.iat ?? 0) * 1000).toISOString(),
  });
}

function read(refusal: unknown): { readonly error: string; readonly detail: string } {
  if (!(refusal instanceof Error)) return { error: '', detail: '' };
  const detail = 'error_detail' in refusal ? refusal.error_detail : undefined;
  const description = 'error_description' in refusal ? refusal.error_description : undefined;
  return { error: refusal.message, detail: String(detail ?? description ?? '') };
}
