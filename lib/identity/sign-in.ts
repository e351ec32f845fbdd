import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import type { Table } from '../storage/table.ts';
import type { Entra, EntraApp } from './entra.ts';
import type { TokenVerifier } from './id-token.ts';
import type { UserPrincipal } from './principal.ts';
import { safeReturnTo } from './return-to.ts';
import type { Sealer } from './seal.ts';

export type SignInPurpose = 'portal' | 'power-bi';

const TRANSACTION_SECONDS = 600;

const transactionSchema = z.object({
  purpose: z.enum(['portal', 'power-bi']),
  state: z.string(),
  /** UTC hour it began in: the partition of its used state, the same whenever it comes back. */
  hour: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  redirectUri: z.string(),
  returnTo: z.string(),
  appId: z.string(),
  tenantId: z.string(),
  /** For Power BI: who began it. The account that comes back must be the same. */
  oid: z.string().optional(),
  /** Whether a set-up session began it: its first account becomes an administrator. */
  setup: z.boolean().optional(),
});
type Transaction = z.infer<typeof transactionSchema>;

export type BegunSignIn = {
  readonly location: string;
  /** Key of the transaction's own cookie, so that several tabs can sign in at once. */
  readonly transactionKey: string;
  readonly transaction: string;
  readonly seconds: number;
};

export type FinishedSignIn = {
  readonly purpose: SignInPurpose;
  readonly user: Omit<UserPrincipal, 'kind' | 'owner'>;
  /** What a later refresh needs; only for Power BI. */
  readonly cache: string;
  readonly returnTo: string;
  readonly setup: boolean;
  readonly appId: string;
};

export type SignIn = {
  readonly begin: (request: {
    readonly app: EntraApp;
    readonly purpose: SignInPurpose;
    readonly returnTo: string | undefined;
    /** An address of the portal that is among the registered ones. */
    readonly portalUrl: string;
    readonly user?: UserPrincipal;
    readonly setup?: boolean;
  }) => Promise<BegunSignIn>;
  /** @throws DomainError SIGN_IN_STATE_INVALID, SIGN_IN_REFUSED, SIGN_IN_OTHER_ACCOUNT, and what Entra refuses. */
  readonly finish: (answer: {
    readonly query: {
      readonly code?: string;
      readonly state?: string;
      readonly error?: string;
      readonly error_description?: string;
    };
    readonly readTransaction: (key: string) => string | undefined;
    /** The session's user at the time of the callback. */
    readonly user: UserPrincipal | undefined;
  }) => Promise<FinishedSignIn>;
};

export function createSignIn(options: {
  readonly entra: Entra;
  readonly verifier: TokenVerifier;
  readonly sealer: Sealer;
  readonly usedStates: Table;
  readonly powerBiScopes: readonly string[];
  readonly clock: Clock;
}): SignIn {
  const { entra, verifier, sealer, usedStates, powerBiScopes, clock } = options;
  const scopesOf = (purpose: SignInPurpose) =>
    purpose === 'power-bi' ? powerBiScopes : ['openid', 'profile'];

  /** Insert-only: the first use of a state wins, also when two callbacks race or the write is repeated. */
  async function spend({ state, hour }: Transaction): Promise<void> {
    const outcome = await usedStates.write({
      kind: 'insert',
      row: {
        partitionKey: hour,
        rowKey: hashOf(state),
        cells: { usedAt: clock.now().toString() },
      },
    });
    if (!outcome.ok) throw new DomainError('SIGN_IN_STATE_INVALID');
  }

  async function openTransaction(state: string, sealed: string | undefined): Promise<Transaction> {
    const opened = sealed === undefined ? undefined : await sealer.open('transaction', sealed);
    const transaction = transactionSchema.safeParse(opened);
    if (!transaction.success || transaction.data.state !== state)
      throw new DomainError('SIGN_IN_STATE_INVALID');
    return transaction.data;
  }

  return {
    async begin({ app, purpose, returnTo, portalUrl, user, setup }) {
      const [state, nonce, proof] = [random(), random(), random()];
      const transaction: Transaction = {
        purpose,
        state,
        hour: clock.now().toString().slice(0, 13),
        nonce,
        verifier: proof,
        redirectUri: callbackUrl(portalUrl),
        returnTo: safeReturnTo(returnTo),
        ...app,
        ...(user && { oid: user.oid }),
        ...(setup && { setup }),
      };
      const location = await entra.authorizeUrl(app, {
        scopes: scopesOf(purpose),
        redirectUri: transaction.redirectUri,
        state,
        nonce,
        challenge: createHash('sha256').update(proof).digest('base64url'),
        ...(user && { loginHint: user.upn }),
      });
      return {
        location,
        transactionKey: keyOf(state),
        transaction: await sealer.seal('transaction', transaction, TRANSACTION_SECONDS),
        seconds: TRANSACTION_SECONDS,
      };
    },

    async finish({ query, readTransaction, user }) {
      const { state } = query;
      if (state === undefined) throw new DomainError('SIGN_IN_STATE_INVALID');
      const transaction = await openTransaction(state, readTransaction(keyOf(state)));
      await spend(transaction);
      if (query.error !== undefined || query.code === undefined)
        throw new DomainError('SIGN_IN_REFUSED', refusalDetail(query.error, query.error_description));
      if (transaction.purpose === 'power-bi' && (!user || user.oid !== transaction.oid))
        throw new DomainError('SIGN_IN_OTHER_ACCOUNT');

      const app = { tenantId: transaction.tenantId, appId: transaction.appId };
      const redeemed = await entra.redeem(app, {
        code: query.code,
        scopes: scopesOf(transaction.purpose),
        redirectUri: transaction.redirectUri,
        verifier: transaction.verifier,
        state,
        nonce: transaction.nonce,
      });
      const account = await verifier.idToken(app, redeemed.idToken, transaction.nonce);
      if (transaction.purpose === 'power-bi' && account.oid.toLowerCase() !== transaction.oid?.toLowerCase())
        throw new DomainError('SIGN_IN_OTHER_ACCOUNT', {
          detail: `You signed in to Power BI as ${account.upn}.`,
        });
      return {
        purpose: transaction.purpose,
        user: account,
        cache: redeemed.cache,
        returnTo: transaction.returnTo,
        setup: transaction.setup ?? false,
        appId: transaction.appId,
      };
    },
  };
}

/** R12: the one address Entra answers to, for every sign-in. */
export function callbackUrl(portalUrl: string): string {
  return `${portalUrl}/api/auth/callback`;
}

/** Names the transaction's cookie after the state without showing it. */
function keyOf(state: string): string {
  return hashOf(state).slice(0, 16);
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url');
const random = () => randomBytes(32).toString('base64url');

/** Entra's own words are shown only as its error number: a description is text anybody can put into the address. */
function refusalDetail(error: string | undefined, description: string | undefined): { detail?: string } {
  const number = /^AADSTS\d{3,9}/.exec(description ?? '')?.[0];
  const code = error !== undefined && /^[a-z_]{1,40}$/.test(error) ? error : undefined;
  const known = [code, number].filter((part) => part !== undefined).join(', ');
  return known ? { detail: `The sign-in was refused (${known}). Start again, or ask an administrator.` } : {};
}
