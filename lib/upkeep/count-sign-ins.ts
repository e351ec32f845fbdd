import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { signInState } from '../identity/sign-in-state.ts';
import type { User, Users } from '../identity/users.ts';
import type { Log } from '../log.ts';
import type { UpkeepWork } from './run-upkeep.ts';
import type { Upkeep } from './upkeep.ts';

/** Hour of the day, UTC, at which people are counted. */
const COUNTED_AT_HOUR = 3;
const SOON = { hours: 14 * 24 } as const;

const progressSchema = z.object({
  after: z.string().optional(),
  valid: z.int().default(0),
  endingSoon: z.int().default(0),
  over: z.int().default(0),
});
type Counts = Omit<z.infer<typeof progressSchema>, 'after'>;

/** Once a day; the same hour again is the same task. */
export async function planSignInCount(upkeep: Pick<Upkeep, 'add'>, now: Temporal.Instant): Promise<void> {
  if (now.toZonedDateTimeISO('UTC').hour !== COUNTED_AT_HOUR) return;
  await upkeep.add({ kind: 'sign-in-count', subject: 'all', dueAt: now });
}

/**
 * One slice of the walk over all people, off the ticks: how many sign-ins to Power BI are valid, how many of these lapse within
 * 14 days, and how many are over. One event a day is the metric that alerts and the workbook read.
 * Crash story: a slice is repeated from what the task said before it, so that it is counted once.
 */
export function countSignIns(dependencies: {
  readonly users: Pick<Users, 'walk'>;
  readonly clock: Clock;
  readonly log: Log;
}): UpkeepWork {
  const { users, clock, log } = dependencies;
  return async ({ data }) => {
    const { after, ...before } = progressSchema.parse(JSON.parse(data ?? '{}'));
    const now = clock.now();
    const page = await users.walk(after);
    const counts = page.users.reduce((sum, user) => count(sum, user, now), before);
    if (page.next !== undefined)
      return { againAt: now, data: JSON.stringify({ ...counts, after: page.next }) };
    const { valid, endingSoon, over } = counts;
    log.info('sign-ins.counted', { valid, endingSoon, over });
    return 'done';
  };
}

function count(counts: Counts, user: User, now: Temporal.Instant): Counts {
  const state = signInState(user, now);
  if (state.kind === 'none') return counts;
  if (state.kind === 'required') return { ...counts, over: counts.over + 1 };
  const soon = Temporal.Instant.compare(state.expiresAt, now.add(SOON)) <= 0;
  return { ...counts, valid: counts.valid + 1, endingSoon: counts.endingSoon + (soon ? 1 : 0) };
}
