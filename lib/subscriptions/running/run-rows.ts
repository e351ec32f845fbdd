import { Temporal } from 'temporal-polyfill';
import { DomainError } from '../../errors.ts';
import type { Cells, Row, StoredRow } from '../../storage/table.ts';
import type { SubscriptionId } from '../subscription.ts';
import type { Ledger, Run, RunState, StoredLedger, StoredRun } from './runs.ts';

const INSTANTS = ['dueAt', 'notBefore', 'startedAt', 'finishedAt', 'missedFrom'] as const;

/** `token` is the lease under which the row was written: it tells the own write from another's. */
export function runRow(run: Run, token?: string): Row {
  const { subscriptionId, key, kind, stamp, state, attempt, code, text, missedCount } = run;
  const instants = Object.fromEntries(INSTANTS.map((name) => [name, run[name]?.toString()]));
  const cells: Cells = { kind, stamp, state, attempt, code, text, missedCount, token, ...instants };
  return { partitionKey: subscriptionId, rowKey: key, cells };
}

export function runOf(row: StoredRow): StoredRun {
  const text = (name: string) => (row.cells[name] === undefined ? undefined : String(row.cells[name]));
  const instant = (name: (typeof INSTANTS)[number]) => instantOf(row, name);
  const dueAt = instant('dueAt');
  if (!dueAt) throw new DomainError('INTERNAL', { detail: `The run ${row.rowKey} has no time.` });
  return {
    subscriptionId: row.partitionKey as SubscriptionId,
    key: row.rowKey,
    kind: text('kind') === 'manual' ? 'manual' : 'scheduled',
    dueAt,
    stamp: text('stamp'),
    state: text('state') as RunState,
    attempt: Number(row.cells.attempt ?? 1),
    notBefore: instant('notBefore'),
    code: text('code'),
    text: text('text'),
    startedAt: instant('startedAt'),
    finishedAt: instant('finishedAt'),
    missedFrom: instant('missedFrom'),
    missedCount: row.cells.missedCount === undefined ? undefined : Number(row.cells.missedCount),
    etag: row.etag,
  };
}

// Sorted behind every run's key, which begins with a digit.
export const LEDGER_KEY = '~ledger';
export const BEHIND_RUNS = '~';

export function ledgerRow(id: SubscriptionId, { accountedTo, open, lease }: Ledger): Row {
  const cells: Cells = {
    accountedTo: accountedTo?.toString(),
    open,
    leaseRun: lease?.run,
    leaseToken: lease?.token,
    leaseUntil: lease?.until.toString(),
  };
  return { partitionKey: id, rowKey: LEDGER_KEY, cells };
}

export function ledgerOf(row: StoredRow | undefined): StoredLedger {
  if (!row) return { accountedTo: undefined, open: undefined, lease: undefined, etag: undefined };
  const { open, leaseRun, leaseToken } = row.cells;
  const until = instantOf(row, 'leaseUntil');
  return {
    accountedTo: instantOf(row, 'accountedTo'),
    open: open === undefined ? undefined : String(open),
    lease: until && { run: String(leaseRun), token: String(leaseToken), until },
    etag: row.etag,
  };
}

function instantOf(row: StoredRow, name: string): Temporal.Instant | undefined {
  const value = row.cells[name];
  return value === undefined ? undefined : Temporal.Instant.from(String(value));
}
