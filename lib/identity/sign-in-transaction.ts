import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import type { Table } from '../storage/table.ts';
import type { Sealer } from './seal.ts';

/**
 * What a way to Entra and back is for: signing in to the portal, connecting Power BI, proving that an app can be used
 * for both, or consent for everybody.
 */
export const SIGN_IN_PURPOSES = ['portal', 'power-bi', 'verify-app', 'consent'] as const;
export type SignInPurpose = (typeof SIGN_IN_PURPOSES)[number];

export const TRANSACTION_SECONDS = 600;

const transactionSchema = z.object({
  purpose: z.enum(SIGN_IN_PURPOSES),
  state: z.string(),
  /** UTC hour it began in: the partition of its used state, the same whenever it comes back. */
  hour: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  redirectUri: z.string(),
  returnTo: z.string(),
  appId: z.string(),
  tenantId: z.string(),
  /** Who began it, where somebody was signed in. Who comes back must be the same. */
  oid: z.string().optional(),
  /** Whether a set-up session began it: its first account becomes an administrator. */
  setup: z.boolean().optional(),
  /** Whether the person was made to prove who they are. */
  fresh: z.boolean().optional(),
});
export type Transaction = z.infer<typeof transactionSchema>;

/** Sign-ins under way: sealed into a cookie of their own, and finished once. */
export type Transactions = {
  readonly begin: (
    given: Omit<Transaction, 'state' | 'hour' | 'nonce' | 'verifier'>,
  ) => Promise<{ readonly transaction: Transaction; readonly key: string; readonly sealed: string }>;
  /** @throws DomainError SIGN_IN_STATE_INVALID when it is foreign, over, or was finished before. */
  readonly finish: (
    state: string | undefined,
    read: (key: string) => string | undefined,
  ) => Promise<Transaction>;
};

export function sealedTransactions(options: {
  readonly sealer: Sealer;
  readonly usedStates: Table;
  readonly clock: Clock;
}): Transactions {
  const { sealer, usedStates, clock } = options;

  /** Insert-only: the first use of a state wins, also when two callbacks race or the write is repeated. */
  async function spend({ state, hour }: Transaction): Promise<void> {
    const row = {
      partitionKey: hour,
      rowKey: hashOf(state),
      cells: { usedAt: clock.now().toString() },
    };
    const outcome = await usedStates.write({ kind: 'insert', row });
    if (!outcome.ok) throw new DomainError('SIGN_IN_STATE_INVALID');
  }

  return {
    async begin(given) {
      const transaction: Transaction = {
        ...given,
        state: random(),
        hour: clock.now().toString().slice(0, 13),
        nonce: random(),
        verifier: random(),
      };
      return {
        transaction,
        key: transactionKeyOf(transaction.state),
        sealed: await sealer.seal('transaction', transaction, TRANSACTION_SECONDS),
      };
    },
    async finish(state, read) {
      const sealed = state === undefined ? undefined : read(transactionKeyOf(state));
      const opened = sealed === undefined ? undefined : await sealer.open('transaction', sealed);
      const transaction = transactionSchema.safeParse(opened);
      if (!transaction.success || transaction.data.state !== state)
        throw new DomainError('SIGN_IN_STATE_INVALID');
      await spend(transaction.data);
      return transaction.data;
    },
  };
}

/** S256 of RFC 7636. */
export function challengeOf({ verifier }: Transaction): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

/** Names the transaction's cookie after the state without showing it. */
export function transactionKeyOf(state: string): string {
  return hashOf(state).slice(0, 16);
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url');
const random = () => randomBytes(32).toString('base64url');
