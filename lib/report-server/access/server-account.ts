import { DomainError } from '../../errors.ts';
import type { Owner } from '../../identity/principal.ts';
import type { ServerAccount, ServerAddress, TokenAccount } from '../server.ts';

/** Tokens of Entra for a resource, in the name of a person who signed in: by their sign-in to Power BI. */
export type ProxyTokens = (resource: string) => {
  /** @throws DomainError SIGN_IN_REQUIRED, CONSENT_REQUIRED, BLOCKED_BY_POLICY, IDENTITY_UNAVAILABLE */
  tokenFor(owner: Owner, options?: { readonly renew?: 'expired' }): Promise<string>;
};

/** A person as the application proxy in front of a server knows them. */
export function proxyAccount(
  proxyTokens: ProxyTokens,
  { portalUrl, proxyResource }: Pick<ServerAddress, 'portalUrl' | 'proxyResource'>,
  { owner, account }: { readonly owner: Owner; readonly account: string },
): TokenAccount {
  const tokens = proxyTokens(proxyResource ?? new URL(portalUrl).origin);
  return { account, token: ({ renew }) => tokens.tokenFor(owner, renew ? { renew: 'expired' } : {}) };
}

/** @throws DomainError BAD_REQUEST where there is no password to sign in with */
export function passwordAccount(account: string | undefined, password: string | undefined): ServerAccount {
  if (account !== undefined && password !== undefined) return { account, password };
  throw new DomainError('BAD_REQUEST', {
    detail:
      'A report server needs an account and its password, unless the application proxy signs people in.',
  });
}
