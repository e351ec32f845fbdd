import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import { invertedTime } from '../storage/keys.ts';
import { type Cells, rowsOf, type StoredRow, type Table } from '../storage/table.ts';
import { type Claim, FINAL_STATES, type Run, type RunState, type Runs, type StoredRun } from './runs.ts';
import type { SubscriptionId } from './subscription.ts';

// Sorted behind every run's key, which begins with a digit.
const LOCK = '~lock';
const requestKey = (runId: string) => `~request-${runId}`;
const BEHIND_RUNS = '~';

export const scheduledKey = (dueAt: Temporal.Instant) => `${invertedTime(dueAt)}-s`;

/**
 * PartitionKey the subscription. Claiming writes the run and the subscription's lock in one transaction, releasing
 * writes the outcome and deletes the lock in one: at most one run of a subscription is under way, and a worker whose
 * lease is over cannot write an outcome.
 */
export function tableRuns(options: {
  readonly table: Table;
  readonly clock: Clock;
  readonly leaseSeconds: number;
}): Runs {
  const { table, clock, leaseSeconds } = options;
  const lockKey = (id: SubscriptionId) => ({ partitionKey: id, rowKey: LOCK });

  async function get(id: SubscriptionId, key: string): Promise<StoredRun | undefined> {
    const row = await table.get({ partitionKey: id, rowKey: key });
    return row && fromRow(row);
  }

  async function claim(id: SubscriptionId, key: string, dueAt: Temporal.Instant): Promise<Claim> {
    const now = clock.now();
    const [present, lock] = await Promise.all([get(id, key), table.get(lockKey(id))]);
    if (present && FINAL_STATES.includes(present.state)) return { kind: 'final', run: present };
    const leaseUntil = lock && Temporal.Instant.from(String(lock.cells.until));
    if (leaseUntil && Temporal.Instant.compare(now, leaseUntil) < 0) return { kind: 'later', at: leaseUntil };
    if (present?.notBefore && Temporal.Instant.compare(now, present.notBefore) < 0)
      return { kind: 'later', at: present.notBefore };

    const run: Run = {
      ...(present ?? newRun(id, key, dueAt)),
      state: 'running',
      startedAt: now,
      notBefore: undefined,
    };
    const until = now.add({ milliseconds: Math.round(leaseSeconds * 1000) });
    const token = randomUUID();
    const lockRow = { ...lockKey(id), cells: { run: key, until: until.toString(), token } };
    await table.batch([
      present
        ? { kind: 'replace', row: toRow(run), etag: present.etag }
        : { kind: 'insert', row: toRow(run) },
      lock ? { kind: 'replace', row: lockRow, etag: lock.etag } : { kind: 'insert', row: lockRow },
    ]);
    // The lock says who won, also where the answer of the transaction was lost.
    const [written, held] = await Promise.all([get(id, key), table.get(lockKey(id))]);
    if (!written || held?.cells.token !== token) return { kind: 'later', at: now.add({ seconds: 1 }) };
    return { kind: 'held', held: { run: written, lockEtag: held.etag, until } };
  }

  return {
    get,
    claim,

    async history(id, { pageSize, after }) {
      const page = await table.page({
        partition: { is: id },
        rows: { to: BEHIND_RUNS },
        pageSize,
        ...(after !== undefined && { after }),
      });
      return { runs: page.rows.map(fromRow), next: page.next };
    },

    async scheduledBetween(id, from, to) {
      const rows = { from: scheduledKey(to), to: `${scheduledKey(from)}~` };
      const found: StoredRun[] = [];
      for await (const row of rowsOf(table, { partition: { is: id }, rows })) found.push(fromRow(row));
      return found.filter(({ kind }) => kind === 'scheduled');
    },

    async request(id, runId, at) {
      const run: Run = { ...newRun(id, `${invertedTime(at)}-m-${runId}`, at), kind: 'manual' };
      const marker = { partitionKey: id, rowKey: requestKey(runId) };
      await table.batch([
        { kind: 'insert', row: { ...marker, cells: { run: run.key } } },
        { kind: 'insert', row: toRow(run) },
      ]);
      // Ours or an earlier one's: the marker says which run this request is.
      const first = await table.get(marker);
      const present = first && (await get(id, String(first.cells.run)));
      if (!present)
        throw new DomainError('STORAGE_UNAVAILABLE', { detail: 'The run could not be recorded.' });
      return present;
    },

    async release(held, outcome) {
      const { run, lockEtag } = held;
      const written = await table.batch([
        { kind: 'replace', row: toRow(outcome), etag: run.etag },
        { kind: 'delete', key: lockKey(run.subscriptionId), etag: lockEtag },
      ]);
      if (written.ok) return 'released';
      // The answer of our own first try may have been lost.
      const present = await get(run.subscriptionId, run.key);
      return present && present.state === outcome.state && present.attempt === outcome.attempt
        ? 'released'
        : 'lost';
    },

    async writeMissed(run, present) {
      const written = await table.write(
        present
          ? { kind: 'replace', row: toRow(run), etag: present.etag }
          : { kind: 'insert', row: toRow(run) },
      );
      if (written.ok) return true;
      return (await get(run.subscriptionId, run.key))?.state === 'missed';
    },
  };
}

function newRun(subscriptionId: SubscriptionId, key: string, dueAt: Temporal.Instant): Run {
  return {
    subscriptionId,
    key,
    kind: key.endsWith('-s') ? 'scheduled' : 'manual',
    dueAt,
    state: 'waiting',
    attempt: 1,
    notBefore: undefined,
    code: undefined,
    text: undefined,
    startedAt: undefined,
    finishedAt: undefined,
    missedFrom: undefined,
    missedCount: undefined,
  };
}

const INSTANTS = ['dueAt', 'notBefore', 'startedAt', 'finishedAt', 'missedFrom'] as const;

function toRow(run: Run) {
  const { subscriptionId, key, kind, state, attempt, code, text, missedCount } = run;
  const instants = Object.fromEntries(INSTANTS.map((name) => [name, run[name]?.toString()]));
  const cells: Cells = { kind, state, attempt, code, text, missedCount, ...instants };
  return { partitionKey: subscriptionId, rowKey: key, cells };
}

function fromRow(row: StoredRow): StoredRun {
  const text = (name: string) => (row.cells[name] === undefined ? undefined : String(row.cells[name]));
  const instant = (name: (typeof INSTANTS)[number]) => {
    const value = text(name);
    return value === undefined ? undefined : Temporal.Instant.from(value);
  };
  const dueAt = instant('dueAt');
  if (!dueAt) throw new DomainError('INTERNAL', { detail: `The run ${row.rowKey} has no time.` });
  return {
    subscriptionId: row.partitionKey as SubscriptionId,
    key: row.rowKey,
    kind: text('kind') === 'manual' ? 'manual' : 'scheduled',
    dueAt,
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
