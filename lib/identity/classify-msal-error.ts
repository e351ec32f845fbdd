import { DomainError, type ErrorCode } from '../errors.ts';

/**
 * What an error of msal-node means for us. Its classes alone do not say: a disabled or revoked user comes as
 * ServerError, an expired refresh token as InteractionRequiredAuthError, both with `invalid_grant`. AADSTS numbers are
 * used for text and telemetry, and for the one case in which signing in again would not help (blocked by policy).
 */
export async function classifyMsalError(error: unknown): Promise<DomainError> {
  const { AuthError, ClientAuthError, InteractionRequiredAuthError, ServerError } = await import(
    '@azure/msal-node'
  );
  if (error instanceof DomainError) return error;
  if (!(error instanceof AuthError)) return new DomainError('IDENTITY_UNAVAILABLE', { cause: error });
  const number = aadstsOf(error);
  const because = (code: ErrorCode) =>
    new DomainError(code, { cause: error, ...(number && { detail: `AADSTS${number}` }) });
  if (number === '53003' || number === '53000' || number === '530003') return because('BLOCKED_BY_POLICY');
  if (number === '90094' || error.subError === 'consent_required') return because('CONSENT_REQUIRED');
  if (error.errorCode === 'invalid_client' || error.errorCode === 'unauthorized_client')
    return because('REGISTRATION_BROKEN');
  if (error instanceof InteractionRequiredAuthError) return because('SIGN_IN_REQUIRED');
  if (error instanceof ServerError && error.errorCode === 'invalid_grant') return because('SIGN_IN_REQUIRED');
  if (error instanceof ClientAuthError && /state_mismatch|nonce_mismatch/.test(error.errorCode))
    return because('SIGN_IN_STATE_INVALID');
  return because('IDENTITY_UNAVAILABLE');
}

function aadstsOf(
  error: { readonly message: string; readonly errorNo?: string } | Error,
): string | undefined {
  const errorNo = 'errorNo' in error ? error.errorNo : undefined;
  return errorNo ?? /AADSTS(\d+)/.exec(error.message)?.[1];
}
