import { DomainError } from '../../../errors.ts';
import type { PasswordAccount, ServerAccount, ServerAddress } from '../../server.ts';
import { basicConnection } from './basic-connection.ts';
import { bearerConnection } from './bearer-connection.ts';
import { FormsSession } from './forms-session.ts';
import { NtlmConnection } from './ntlm-connection.ts';
import type { SignedInConnection } from './signed-in-connection.ts';

/** How the connections of an account sign in: NTLM each by itself, the others all alike. */
export function signInAs(
  { auth, portalUrl }: Pick<ServerAddress, 'auth' | 'portalUrl'>,
  account: ServerAccount,
  { nowMs }: { readonly nowMs: () => number },
): () => SignedInConnection {
  if (auth === 'entra-proxy') {
    if (!('token' in account)) throw mismatch();
    const bearer = bearerConnection(account);
    return () => bearer;
  }
  const known = withPassword(account);
  if (auth === 'ntlm') return () => new NtlmConnection(known, nowMs);
  const shared = auth === 'forms' ? new FormsSession(known, portalUrl) : basicConnection(known);
  return () => shared;
}

function withPassword(account: ServerAccount): PasswordAccount {
  if ('password' in account) return account;
  throw mismatch();
}

function mismatch(): DomainError {
  return new DomainError('INTERNAL', { detail: 'The account does not fit the way to sign in.' });
}
