import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { DomainError } from '../../errors.ts';
import { deletePartition, deleteRows } from '../../storage/delete-rows.ts';
import { invertedTime } from '../../storage/keys.ts';
import { type Row, rowsOf, type Table, type Write } from '../../storage/table.ts';
import type { SubscriptionId } from '../subscription.ts';
import {
  begun,
  type ClaimStep,
  decideClaim,
  leased,
  manualKey,
  missedRun,
  newRun,
  notYet,
  scheduledKey,
} from './claim-rules.ts';
import { BEHIND_RUNS, LEDGER_KEY, ledgerOf, ledgerRow, runOf, runRow } from './run-rows.ts';
import {
  type Claim,
  type Demand,
  FINAL_STATES,
  type HeldRun,
  type Ledger,
  type ManualRequest,
  type Run,
  type Runs,
  type StoredLedger,
  type StoredRun,
} from './runs.ts';

/** Others may be faster that often in a row before a claim gives up and its message comes again. */
const ATTEMPTS = 5;
const REQUESTS = '~request-';
const BEHIND_REQUESTS = '~request.';
const requestKey = (runId: string) => `${REQUESTS}${runId}`;

/**
 * PartitionKey the subscription; a row per run, one for the ledger, one per request of a manual run. Claiming and
 * releasing are entity group transactions over the run and the ledger, by the ledger's ETag: whoever was overtaken
 * writes nothing. Crash story: after the claim nothing happens until the lease is over and a message takes the run up
 * again; the release is the last write of a run.
 */
export function tableRuns(options: {
  readonly table: Table;
  readonly clock: Clock;
  readonly leaseSeconds: number;
}): Runs {
  const { table, clock, leaseSeconds } = options;

  async function get(id: SubscriptionId, key: string): Promise<StoredRun | undefined> {
    const row = await table.get({ partitionKey: id, rowKey: key });
    return row && runOf(row);
  }

  async function readLedger(id: SubscriptionId): Promise<StoredLedger> {
    return ledgerOf(await table.get({ partitionKey: id, rowKey: LEDGER_KEY }));
  }

  async function openRun(id: SubscriptionId, { open }: Ledger): Promise<StoredRun | undefined> {
    const run = open === undefined ? undefined : await get(id, open);
    return run && !FINAL_STATES.includes(run.state) ? run : undefined;
  }

  /** Writes the run as begun with the lease on it; undefined when somebody else changed the ledger meanwhile. */
  async function take(
    ledger: StoredLedger,
    run: Run & { readonly etag?: string },
    more: { readonly ledger?: Partial<Ledger>; readonly missed?: Run | undefined } = {},
  ): Promise<HeldRun | undefined> {
    const { etag: runEtag, ...before } = run;
    const id = run.subscriptionId;
    const now = clock.now();
    const token = randomUUID();
    const until = now.add({ milliseconds: Math.round(leaseSeconds * 1000) });
    const after = begun(before, now);
    const held: Ledger = {
      accountedTo: ledger.accountedTo,
      open: ledger.open,
      ...more.ledger,
      lease: { run: run.key, token, until },
    };
    const written = await table.batch([
      putRow(ledgerRow(id, held), ledger.etag),
      putRow(runRow(after, token), runEtag),
      ...(more.missed ? [putRow(runRow(more.missed), undefined)] : []),
    ]);
    if (written.ok) {
      const [ledgerEtag, etag = ''] = written.etags;
      return { run: { ...after, etag }, ledger: { ...held, etag: ledgerEtag }, token, until };
    }
    // Refused: by our own first try, whose answer was lost, or by another's.
    const [present, mine] = await Promise.all([readLedger(id), get(id, run.key)]);
    return present.lease?.token === token && mine ? { run: mine, ledger: present, token, until } : undefined;
  }

  async function follow(id: SubscriptionId, ledger: StoredLedger, step: ClaimStep, demand: Demand) {
    switch (step.kind) {
      case 'later':
      case 'accounted':
        return step;
      case 'again':
      case 'overtaken': {
        const held = await take(ledger, step.run);
        const kind = step.kind === 'again' ? 'held' : 'overtaken';
        return held && ({ kind, held } as const);
      }
      case 'new': {
        const { stamp, attempt } = demand;
        const key = scheduledKey(step.dueAt);
        const run = { ...newRun(id, { key, kind: 'scheduled', dueAt: step.dueAt, stamp }), attempt };
        const missed = step.missed && missedRun(id, step.missed, { stamp, now: clock.now() });
        const held = await take(ledger, run, { ledger: { accountedTo: step.dueAt, open: key }, missed });
        return held && ({ kind: 'held', held } as const);
      }
    }
  }

  async function request(id: SubscriptionId, { runId, askedAt: dueAt }: ManualRequest): Promise<StoredRun> {
    const run = newRun(id, { key: manualKey(dueAt, runId), kind: 'manual', dueAt, stamp: undefined });
    const marker = { partitionKey: id, rowKey: requestKey(runId), cells: { run: run.key } };
    const written = await table.batch([putRow(marker, undefined), putRow(runRow(run), undefined)]);
    if (written.ok) return { ...run, etag: written.etags[1] ?? '' };
    // The marker says which run this request is: ours, whose answer was lost, or an earlier one's.
    const present = await requested(id, runId);
    if (!present) throw new DomainError('STORAGE_UNAVAILABLE', { detail: 'The run could not be recorded.' });
    return present;
  }

  async function requested(id: SubscriptionId, runId: string): Promise<StoredRun | undefined> {
    const marker = await table.get({ partitionKey: id, rowKey: requestKey(runId) });
    return marker && get(id, String(marker.cells.run));
  }

  return {
    get,
    ledger: readLedger,

    async history(id, { pageSize, after }) {
      const page = await table.page({
        partition: { is: id },
        rows: { to: BEHIND_RUNS },
        pageSize,
        ...(after !== undefined && { after }),
      });
      return { runs: page.rows.map(runOf), next: page.next };
    },

    async claim(id, demand, known) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const ledger = (attempt === 0 && known) || (await readLedger(id));
        const open = await openRun(id, ledger);
        const step = decideClaim({ ledger, open, demand, now: clock.now() });
        const claim: Claim | undefined = await follow(id, ledger, step, demand);
        if (claim) return claim;
      }
      throw tooBusy();
    },

    async claimManual(id, wanted) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const [ledger, present] = await Promise.all([
          readLedger(id),
          get(id, manualKey(wanted.askedAt, wanted.runId)),
        ]);
        const run = present ?? (await request(id, wanted));
        if (FINAL_STATES.includes(run.state)) return { kind: 'accounted', ledger };
        const now = clock.now();
        const later = leased(ledger, now) ?? notYet(run, now);
        if (later) return later;
        const held = await take(ledger, run);
        if (held) return { kind: 'held', held };
      }
      throw tooBusy();
    },

    request,
    requested,

    async release(held, outcome) {
      const { run, ledger, token } = held;
      const id = run.subscriptionId;
      const closed = FINAL_STATES.includes(outcome.state) && ledger.open === run.key;
      const after: Ledger = {
        accountedTo: ledger.accountedTo,
        open: closed ? undefined : ledger.open,
        lease: undefined,
      };
      const written = await table.batch([
        putRow(ledgerRow(id, after), ledger.etag),
        putRow(runRow(outcome, token), run.etag),
      ]);
      if (written.ok) return 'released';
      // The answer of our own first try may have been lost.
      const row = await table.get({ partitionKey: id, rowKey: run.key });
      return row?.cells.token === token && row.cells.state === outcome.state ? 'released' : 'lost';
    },

    /** Crash story: what is left goes the next time; a request's marker goes with its run, or after it. */
    async prune(id, before) {
      const oldest = invertedTime(before);
      const partition = { is: id };
      const old: Row[] = [];
      for await (const row of rowsOf(table, { partition, rows: { from: oldest, to: BEHIND_RUNS } }))
        if (FINAL_STATES.includes(runOf(row).state)) old.push(row);
      for await (const row of rowsOf(table, { partition, rows: { from: REQUESTS, to: BEHIND_REQUESTS } }))
        if (String(row.cells.run) >= oldest) old.push(row);
      await deleteRows(table, old);
    },

    async removeAll(id) {
      await deletePartition(table, id);
    },

    async withdraw(id, stamp) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const ledger = await readLedger(id);
        const open = await openRun(id, ledger);
        if (open?.stamp !== stamp) return { kind: 'done' };
        const later = leased(ledger, clock.now());
        if (later) return later;
        const { etag, ...run } = open;
        const outcome: Run = { ...run, state: 'missed', text: WITHDRAWN, finishedAt: clock.now() };
        const written = await table.batch([
          putRow(ledgerRow(id, { ...ledger, open: undefined, lease: undefined }), ledger.etag),
          putRow(runRow(outcome), etag),
        ]);
        if (written.ok) return { kind: 'done' };
      }
      throw tooBusy();
    },
  };
}

const WITHDRAWN = 'Missed: the subscription was changed before this run was through.';

function putRow(row: Row, etag: string | undefined): Write {
  return etag === undefined ? { kind: 'insert', row } : { kind: 'replace', row, etag };
}

function tooBusy(): DomainError {
  return new DomainError('STORAGE_UNAVAILABLE', {
    detail: 'The runs of the subscription were changed by others over and over.',
  });
}
