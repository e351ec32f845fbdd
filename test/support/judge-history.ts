import { Temporal } from 'temporal-polyfill';
import type { App } from '../../lib/app.ts';
import { occurrences } from '../../lib/schedules/next-occurrence.ts';
import { FINAL_STATES, type StoredRun } from '../../lib/subscriptions/running/runs.ts';
import type { StoredSubscription } from '../../lib/subscriptions/subscription.ts';

export type HistoryVerdict = {
  readonly occurrences: number;
  readonly delivered: number;
  readonly missed: number;
  /** Of each failed run, why. */
  readonly failed: readonly string[];
  readonly complaints: readonly string[];
};

/** Holds the history of an active subscription against its schedule: each occurrence has one final run. */
export async function judgeHistory(
  { runs, due }: Pick<App, 'runs' | 'due'>,
  subscription: StoredSubscription,
): Promise<HistoryVerdict> {
  const { id, schedule, since, stamp } = subscription;
  const { runs: history } = await runs.history(id, { pageSize: 1000 });
  const complaints: string[] = [];
  for (const { key, state } of history)
    if (!FINAL_STATES.includes(state)) complaints.push(`${id}: run ${key} is ${state}`);
  const ledger = await runs.ledger(id);
  if (ledger.lease || ledger.open !== undefined) complaints.push(`${id}: its ledger is not closed`);
  const scheduled = history.filter(({ kind }) => kind === 'scheduled');
  const until = ledger.accountedTo ?? since;
  const dueUntil = occurrences(schedule, since, 1000).filter(
    (at) => Temporal.Instant.compare(at, until) <= 0,
  );
  for (const at of dueUntil) {
    const covering = scheduled.filter((run) => covers(run, at)).length;
    if (covering !== 1) complaints.push(`${id}: ${at} has ${covering} runs`);
  }
  const [next] = occurrences(schedule, until, 1);
  const rows = next ? await due.duePartition(due.partitionOf(id, next), 1000) : [];
  if (rows.filter((row) => row.id === id && row.stamp === stamp).length > 1)
    complaints.push(`${id}: more than one due row`);
  const count = (state: StoredRun['state']) => history.filter((run) => run.state === state).length;
  return {
    occurrences: dueUntil.length,
    delivered: count('succeeded'),
    missed: history
      .filter(({ state }) => state === 'missed')
      .reduce((sum, { missedCount = 1 }) => sum + missedCount, 0),
    failed: history.flatMap(({ state, code = 'none', text }) =>
      state === 'failed' ? [`${code}: ${text ?? ''}`] : [],
    ),
    complaints,
  };
}

function covers(run: StoredRun, at: Temporal.Instant): boolean {
  const from = run.missedFrom ?? run.dueAt;
  return Temporal.Instant.compare(from, at) <= 0 && Temporal.Instant.compare(at, run.dueAt) <= 0;
}
