import { DomainError, type ErrorCode } from '../errors.ts';
import { EntraRefusal } from './entra-refusal.ts';

/** Redeeming the code of a sign-in that a person is waiting for, or refreshing with nobody there. */
export type Flow = 'redeem' | 'refresh';

/** Refusals that the registered application or its proof is to blame for, never the person. */
const OPERATOR: ReadonlySet<string> = new Set([
  'invalid_client',
  'unauthorized_client',
  'invalid_resource',
  'invalid_scope',
  'invalid_request',
]);

/** Signing in again would not help: blocked by conditional access, a device not compliant, not assigned to the app. */
const POLICY: ReadonlySet<string> = new Set([
  '53000',
  '53001',
  '53002',
  '53003',
  '53011',
  '530003',
  '530034',
  '50105',
]);

/** Of a refused code: used before, too old, begun elsewhere, or made up. */
const CODE_IS_NONE: ReadonlySet<string> = new Set(['54005', '70000', '70008', '501481', '9002313']);

/**
 * What an error of msal-node means for us. Its classes alone do not say: a disabled or revoked user comes as
 * ServerError, an expired refresh token as InteractionRequiredAuthError, both with `invalid_grant`. The OAuth error and
 * suberror decide; AADSTS numbers only tell apart what they leave open.
 */
export async function classifyMsalError(error: unknown, flow: Flow): Promise<DomainError> {
  const { AuthError, InteractionRequiredAuthError } = await import('@azure/msal-node');
  if (error instanceof DomainError) return error;
  if (!(error instanceof AuthError)) return new DomainError('IDENTITY_UNAVAILABLE', { cause: error });
  const { errorCode, subError } = error;
  const number = numberOf(error);
  const refusal = (code: ErrorCode) =>
    new EntraRefusal(code, { number, cause: error, claims: claimsOf(error) });

  if (/^(state|nonce)_mismatch$/.test(errorCode)) return refusal('SIGN_IN_STATE_INVALID');
  if (subError === 'message_only' || (number !== undefined && POLICY.has(number)))
    return refusal('BLOCKED_BY_POLICY');
  if (subError === 'consent_required' || number === '65001' || number === '90094')
    return refusal('CONSENT_REQUIRED');
  if (flow === 'redeem' && number !== undefined && CODE_IS_NONE.has(number))
    return refusal('SIGN_IN_STATE_INVALID');
  // The code comes from the address, where anybody may write anything: it says nothing of the application.
  if (flow === 'redeem' && errorCode === 'invalid_request') return refusal('SIGN_IN_REFUSED');
  if (OPERATOR.has(errorCode)) return refusal('REGISTRATION_BROKEN');
  if (error instanceof InteractionRequiredAuthError || errorCode === 'invalid_grant')
    return refusal(flow === 'redeem' ? 'SIGN_IN_REFUSED' : 'SIGN_IN_REQUIRED');
  return refusal('IDENTITY_UNAVAILABLE');
}

/** msal types the number as text and hands over what Entra's JSON holds, a number. */
function numberOf(error: { readonly message: string }): string | undefined {
  const given: unknown = 'errorNo' in error ? error.errorNo : undefined;
  if (typeof given === 'number' || (typeof given === 'string' && given !== '')) return String(given);
  return /AADSTS(\d+)/.exec(error.message)?.[1];
}

function claimsOf(error: object): string | undefined {
  const given: unknown = 'claims' in error ? error.claims : undefined;
  return typeof given === 'string' && given !== '' ? given : undefined;
}
