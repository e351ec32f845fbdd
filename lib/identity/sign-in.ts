import type { Clock } from '../clock.ts';
import type { Cloud } from '../clouds.ts';
import { DomainError } from '../errors.ts';
import type { Table } from '../storage/table.ts';
import type { AppHealth } from './app-health.ts';
import type { Entra, EntraApp } from './entra.ts';
import { EntraRefusal } from './entra-refusal.ts';
import type { TokenVerifier } from './id-token.ts';
import type { UserPrincipal } from './principal.ts';
import type { RedeemLimit } from './redeem-limit.ts';
import { safeReturnTo } from './return-to.ts';
import type { Sealer } from './seal.ts';
import {
  challengeOf,
  type SignInPurpose,
  sealedTransactions,
  TRANSACTION_SECONDS,
  type Transaction,
} from './sign-in-transaction.ts';

export type BegunSignIn = {
  readonly location: string;
  /** Key of the transaction's own cookie, so that several tabs can sign in at once. */
  readonly transactionKey: string;
  readonly transaction: string;
  readonly seconds: number;
};

type Finished = {
  readonly returnTo: string;
  /** The app it was begun with: whoever finishes it holds it against the registered one. */
  readonly appId: string;
  readonly setup: boolean;
};

export type FinishedSignIn =
  | (Finished & {
      readonly purpose: 'portal' | 'power-bi' | 'verify-app';
      readonly user: Omit<UserPrincipal, 'kind' | 'owner'>;
      /** What a later refresh needs; only Power BI sign-ins keep it. */
      readonly cache: string;
      readonly scopes: readonly string[];
      readonly redirectUri: string;
    })
  | (Finished & { readonly purpose: 'consent' });

export type SignIn = {
  readonly begin: (request: {
    readonly app: EntraApp;
    readonly purpose: SignInPurpose;
    readonly returnTo: string | undefined;
    /** An address of the portal that is among the registered ones. */
    readonly portalUrl: string;
    readonly user?: UserPrincipal;
    readonly setup?: boolean;
    /** Makes the person prove who they are, even with a session at Entra. */
    readonly fresh?: boolean;
    /** A claims challenge that the last token was refused with. */
    readonly claims?: string | undefined;
  }) => Promise<BegunSignIn>;
  /** @throws DomainError SIGN_IN_STATE_INVALID, SIGN_IN_REFUSED, SIGN_IN_OTHER_ACCOUNT, and what Entra refuses. */
  readonly finish: (answer: {
    readonly query: CallbackQuery;
    /** Network address of the caller, as far as it is known. */
    readonly address: string;
    readonly readTransaction: (key: string) => string | undefined;
    /** The session's user at the time of the callback. */
    readonly user: UserPrincipal | undefined;
  }) => Promise<FinishedSignIn>;
};

export type CallbackQuery = {
  readonly code?: string;
  readonly state?: string;
  readonly error?: string;
  readonly error_description?: string;
  readonly admin_consent?: string;
  readonly tenant?: string;
};

export function createSignIn(options: {
  readonly entra: Entra;
  readonly verifier: TokenVerifier;
  readonly sealer: Sealer;
  readonly usedStates: Table;
  readonly health: AppHealth;
  readonly limit: RedeemLimit;
  readonly cloud: Pick<Cloud, 'authorityHost'>;
  readonly powerBiScopes: readonly string[];
  readonly clock: Clock;
}): SignIn {
  const { entra, verifier, health, limit, cloud, powerBiScopes, clock } = options;
  const transactions = sealedTransactions(options);
  const scopesOf = (purpose: SignInPurpose) => (purpose === 'portal' ? ['openid', 'profile'] : powerBiScopes);

  /** Where an administrator consents for everybody, to just the scopes that we ask for. */
  function consentUrl(app: EntraApp, { redirectUri, state }: Transaction): string {
    const url = new URL(`${cloud.authorityHost}/${app.tenantId}/v2.0/adminconsent`);
    url.searchParams.set('client_id', app.appId);
    url.searchParams.set('scope', powerBiScopes.join(' '));
    url.searchParams.set('redirect_uri', redirectUri);
    url.searchParams.set('state', state);
    return url.href;
  }

  async function redeem(transaction: Transaction, code: string, address: string) {
    const app = { tenantId: transaction.tenantId, appId: transaction.appId };
    await limit.admit(address);
    const redeemed = await entra
      .redeem(app, {
        code,
        scopes: scopesOf(transaction.purpose),
        redirectUri: transaction.redirectUri,
        verifier: transaction.verifier,
        state: transaction.state,
        nonce: transaction.nonce,
      })
      .catch(async (error: unknown) => {
        if (error instanceof EntraRefusal) await limit.countRefusal(address);
        // An app that is only being tried says nothing about the registered one.
        if (error instanceof DomainError && error.code === 'REGISTRATION_BROKEN')
          if (transaction.purpose !== 'verify-app') await health.refused(error);
        throw error;
      });
    const account = await verifier.idToken(app, redeemed.idToken, transaction.nonce);
    const authenticatedAt = account.authenticatedAt ?? (transaction.fresh ? clock.now() : undefined);
    return { redeemed, account: { ...account, ...(authenticatedAt && { authenticatedAt }) } };
  }

  return {
    async begin({ app, purpose, returnTo, portalUrl, user, setup, fresh, claims }) {
      const { transaction, key, sealed } = await transactions.begin({
        purpose,
        redirectUri: callbackUrl(portalUrl),
        returnTo: safeReturnTo(returnTo),
        appId: app.appId,
        tenantId: app.tenantId,
        ...(user && { oid: user.oid }),
        ...(setup && { setup }),
        ...(fresh && { fresh }),
      });
      const location =
        purpose === 'consent'
          ? consentUrl(app, transaction)
          : await entra.authorizeUrl(app, {
              scopes: scopesOf(purpose),
              redirectUri: transaction.redirectUri,
              state: transaction.state,
              nonce: transaction.nonce,
              challenge: challengeOf(transaction),
              ...(user && { loginHint: user.upn }),
              ...(fresh && { prompt: 'login' }),
              ...(claims !== undefined && { claims }),
            });
      return { location, transactionKey: key, transaction: sealed, seconds: TRANSACTION_SECONDS };
    },

    async finish({ query, address, readTransaction, user }) {
      const transaction = await transactions.finish(query.state, readTransaction);
      const { purpose, oid, returnTo, appId, setup = false, tenantId, redirectUri } = transaction;
      // What somebody began while signed in, nobody else finishes; a fresh portal sign-in may change the person.
      if (purpose !== 'portal' && oid !== undefined && user?.oid !== oid)
        throw new DomainError('SIGN_IN_OTHER_ACCOUNT');
      if (query.error !== undefined)
        throw new DomainError('SIGN_IN_REFUSED', refusalDetail(query.error, query.error_description));
      if (purpose === 'consent') {
        const isGranted =
          query.admin_consent?.toLowerCase() === 'true' &&
          query.tenant?.toLowerCase() === tenantId.toLowerCase();
        if (!isGranted) throw new DomainError('SIGN_IN_REFUSED', refusalDetail(undefined, undefined));
        return { purpose, returnTo, appId, setup };
      }
      if (query.code === undefined || query.code.trim() === '')
        throw new DomainError('SIGN_IN_REFUSED', refusalDetail(undefined, undefined));
      const { redeemed, account } = await redeem(transaction, query.code, address);
      const isOther = oid !== undefined && account.oid.toLowerCase() !== oid.toLowerCase();
      if (purpose !== 'portal' && isOther)
        throw new DomainError('SIGN_IN_OTHER_ACCOUNT', {
          detail: `You signed in to Power BI as ${account.upn}.`,
        });
      const { cache, scopes } = redeemed;
      return { purpose, user: account, cache, scopes, redirectUri, returnTo, appId, setup };
    },
  };
}

/** R12: the one address Entra answers to, for every sign-in. */
export function callbackUrl(portalUrl: string): string {
  return `${portalUrl}/api/auth/callback`;
}

/** Entra's own words are shown only as its error number: a description is text anybody can put into the address. */
function refusalDetail(error: string | undefined, description: string | undefined): { detail?: string } {
  const number = /^AADSTS\d{3,9}/.exec(description ?? '')?.[0];
  const code = error !== undefined && /^[a-z_]{1,40}$/.test(error) ? error : undefined;
  const known = [code, number].filter((part) => part !== undefined).join(', ');
  return known ? { detail: `The sign-in was refused (${known}). Start again, or ask an administrator.` } : {};
}
