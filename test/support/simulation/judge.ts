import { Temporal } from 'temporal-polyfill';
import { occurrences } from '../../../lib/schedules/next-occurrence.ts';
import type { Schedule } from '../../../lib/schedules/schedule.ts';
import { instantOfMinuteKey } from '../../../lib/storage/keys.ts';
import { rowsOf } from '../../../lib/storage/table.ts';
import { TABLES } from '../../../lib/storage-names.ts';
import { FINAL_STATES, type StoredRun } from '../../../lib/subscriptions/running/runs.ts';
import type { SubscriptionId, SubscriptionWithStatus } from '../../../lib/subscriptions/subscription.ts';
import { OWNER } from '../memory-installation.ts';
import type { LoggedDecision } from './decision-log.ts';
import type { SimulatedWorld } from './simulated-world.ts';

export type Verdict = {
  readonly occurrences: number;
  /** Occurrences without a final run, under the decision that stands. */
  readonly lost: number;
  /** Occurrences with two. */
  readonly twice: number;
  /** Due under a decision that was replaced before a worker took them up. */
  readonly superseded: number;
  readonly runs: number;
  readonly pushes: number;
  /** Rows that Power BI took beyond one a delivered run; of the subscriptions that still are. */
  readonly duplicatePushes: number;
  readonly complaints: readonly string[];
};

/** Judges a world whose queues are drained and in which nothing is wrong any more. */
export async function judge(world: SimulatedWorld, owner = OWNER): Promise<Verdict> {
  const complaints: string[] = [];
  const total = { occurrences: 0, lost: 0, twice: 0, superseded: 0, runs: 0, duplicatePushes: 0 };
  const listed = await world.person.subscriptions.list(owner);
  for (const entry of listed) {
    const { id } = entry.subscription;
    const runs = await historyOf(world, id);
    for (const run of runs)
      if (!FINAL_STATES.includes(run.state)) complaints.push(`${id}: run ${run.dueAt} is ${run.state}`);
    const counts = countOccurrences(world, id, runs);
    total.occurrences += counts.occurrences;
    total.lost += counts.lost.length;
    total.twice += counts.twice.length;
    total.superseded += counts.superseded;
    total.runs += runs.length;
    const delivered = runs.filter(({ state }) => state === 'succeeded').length;
    const { target } = entry.subscription;
    const pushed =
      target.kind === 'tile' ? (world.outside.pushed.get(target.modelId)?.length ?? 0) : delivered;
    total.duplicatePushes += pushed - delivered;
    if (pushed < delivered) complaints.push(`${id}: ${delivered} runs delivered, ${pushed} rows at Power BI`);
    for (const { runId } of world.requested.filter((request) => request.id === id)) {
      const mine = runs.filter(({ key }) => key.endsWith(runId)).length;
      if (mine !== 1) complaints.push(`${id}: the run that was asked for is ${mine} runs`);
    }
    for (const at of counts.lost) complaints.push(`${id}: ${at} has no run`);
    for (const at of counts.twice) complaints.push(`${id}: ${at} has two runs`);
    complaints.push(...(await judgeLedger(world, entry)));
  }
  complaints.push(...(await judgeDueRows(world, listed)));
  if (world.messages > 0) complaints.push(`${world.messages} messages are left`);
  return { ...total, pushes: world.outside.pushes, complaints };
}

async function historyOf(world: SimulatedWorld, id: SubscriptionId): Promise<readonly StoredRun[]> {
  const found: StoredRun[] = [];
  let after: string | undefined;
  do {
    const page = await world.person.runs.history(id, { pageSize: 1000, ...(after && { after }) });
    found.push(...page.runs);
    after = page.next;
  } while (after !== undefined);
  return found;
}

/** Under each decision in turn: which of its occurrences have a run, and which have two. */
function countOccurrences(world: SimulatedWorld, id: SubscriptionId, runs: readonly StoredRun[]) {
  const decisions = world.log.decisions.get(id) ?? [];
  const scheduled = runs.filter(({ kind }) => kind === 'scheduled');
  const lost: string[] = [];
  const twice: string[] = [];
  let [count, superseded] = [0, 0];
  for (const [index, decision] of decisions.entries()) {
    if (decision.state !== 'active') continue;
    const next = decisions[index + 1];
    const mine = scheduled.filter(({ stamp }) => stamp === decision.stamp);
    const newest = mine[0]?.dueAt;
    const until = next ? next.committedAt : laterOf(world.lastTickAt, newest);
    const due = occurrencesUntil(decision, until);
    for (const at of due) {
      count += 1;
      const covering = scheduled.filter((run) => covers(run, at)).length;
      // Before the newest that was taken up nothing may be missing, also where the decision was replaced later. What was
      // due between the drawing of a stamp and its commit was the former decision's.
      const inForce = Temporal.Instant.compare(at, decision.committedAt) > 0;
      const owed = inForce && (!next || (newest && Temporal.Instant.compare(at, newest) <= 0));
      if (covering > 1) twice.push(at.toString());
      else if (covering === 0 && owed) lost.push(at.toString());
      else if (covering === 0) superseded += 1;
    }
  }
  return { occurrences: count, lost, twice, superseded };
}

function occurrencesUntil(decision: LoggedDecision, until: Temporal.Instant): readonly Temporal.Instant[] {
  const found: Temporal.Instant[] = [];
  for (let from = decision.since; ; ) {
    const page = occurrences(decision.schedule as Schedule, from, 500);
    for (const at of page) if (Temporal.Instant.compare(at, until) <= 0) found.push(at);
    const last = page.at(-1);
    if (page.length < 500 || !last || Temporal.Instant.compare(last, until) > 0) return found;
    from = last;
  }
}

function covers(run: StoredRun, at: Temporal.Instant): boolean {
  const from = run.missedFrom ?? run.dueAt;
  return Temporal.Instant.compare(from, at) <= 0 && Temporal.Instant.compare(at, run.dueAt) <= 0;
}

async function judgeLedger(
  world: SimulatedWorld,
  { subscription, status }: SubscriptionWithStatus,
): Promise<readonly string[]> {
  const { id } = subscription;
  const ledger = await world.person.runs.ledger(id);
  const complaints: string[] = [];
  if (ledger.open !== undefined) complaints.push(`${id}: run ${ledger.open} is open in the ledger`);
  if (ledger.lease) complaints.push(`${id}: a lease is left`);
  const told = (await world.person.notifications.list(OWNER)).filter(({ subject }) => subject === id);
  const healthy = subscription.state === 'active' && status.code === undefined;
  if (healthy && told.some(({ kind }) => kind === 'failed'))
    complaints.push(`${id}: is well, and its failure is still told`);
  return complaints;
}

/** Exactly one row for each that is active, none for any other, no row of an earlier decision whose minute has passed. */
async function judgeDueRows(
  world: SimulatedWorld,
  listed: readonly SubscriptionWithStatus[],
): Promise<readonly string[]> {
  const complaints: string[] = [];
  const rows: { readonly id: string; readonly stamp: string; readonly minute: Temporal.Instant }[] = [];
  const table = world.tables.table(TABLES.dueIndex);
  for await (const row of rowsOf(table, { partition: { from: '0', to: '~' } })) {
    const [id = '', stamp = ''] = row.rowKey.split('|');
    rows.push({ id, stamp, minute: instantOfMinuteKey(row.partitionKey) });
  }
  const current = new Map(listed.map(({ subscription }) => [subscription.id as string, subscription]));
  for (const subscription of current.values()) {
    const mine = rows.filter(({ id, stamp }) => id === subscription.id && stamp === subscription.stamp);
    const wanted = subscription.state === 'active' ? 1 : 0;
    if (mine.length !== wanted)
      complaints.push(`${subscription.id}: ${subscription.state} with ${mine.length} due rows`);
  }
  for (const { id, stamp, minute } of rows) {
    const passed = Temporal.Instant.compare(minute, world.lastTickAt) <= 0;
    if (passed && current.get(id)?.stamp !== stamp) complaints.push(`${id}: a foreign due row at ${minute}`);
  }
  return complaints;
}

function laterOf(one: Temporal.Instant, other: Temporal.Instant | undefined): Temporal.Instant {
  return other && Temporal.Instant.compare(other, one) > 0 ? other : one;
}
