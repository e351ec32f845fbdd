import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../clock.ts';
import { type Owner, readOwner } from '../identity/principal.ts';
import { signInState } from '../identity/sign-in-state.ts';
import type { User, Users } from '../identity/users.ts';
import type { Notifications } from '../notifications/notifications.ts';
import type { UpkeepWork } from './run-upkeep.ts';
import { atFullHour, type Upkeep } from './upkeep.ts';

const WARNED_DAYS = [14, 7, 1] as const;
const DAY_HOURS = 24;

type Lapse = Required<Pick<User, 'signedInAt' | 'expiresAt'>>;

/**
 * The task of the next warning, written before a sign-in takes effect. One of an earlier sign-in meets it or finds
 * nothing to say: whatever is due is judged on the person as they are then.
 */
export async function planSignInWarning(
  upkeep: Pick<Upkeep, 'add'>,
  owner: Owner,
  lapse: { readonly signedInAt: Temporal.Instant; readonly expiresAt: Temporal.Instant },
): Promise<void> {
  const at = nextWarning(lapse, lapse.signedInAt) ?? lapse.expiresAt;
  await upkeep.add({ kind: 'sign-in-warning', subject: owner, dueAt: atFullHour(at) });
}

/** 14, 7 and 1 days before a sign-in lapses its person is told, once each; a sign-in that slid on takes it back. */
export function warnSignIn(dependencies: {
  readonly users: Users;
  readonly notifications: Notifications;
  readonly clock: Clock;
}): UpkeepWork {
  const { users, notifications, clock } = dependencies;
  return async ({ subject }) => {
    const owner = readOwner(subject)?.owner;
    const user = owner && (await users.get(owner));
    const now = clock.now();
    // Lapsed, refused or signed out: the runs say so, and another sign-in plans anew.
    if (!user || signInState(user, now).kind !== 'valid' || !user.expiresAt) return 'done';
    const { expiresAt } = user;
    const days = warningOf(user, now);
    if (days === undefined) await notifications.heal(user.owner, { kind: 'sign-in' });
    else
      await notifications.tell(user.owner, {
        kind: 'sign-in-ends',
        subject: '',
        code: `SIGN_IN_ENDS_IN_${days}_DAYS`,
        text: textOf(expiresAt, now),
      });
    // After the last one a sliding sign-in may have moved its end; one that is over needs no more.
    return { againAt: atFullHour(nextWarning(user, now) ?? expiresAt.add({ minutes: 1 })) };
  };
}

function nextWarning({ expiresAt }: Partial<Lapse>, after: Temporal.Instant): Temporal.Instant | undefined {
  return WARNED_DAYS.map((days) => expiresAt?.subtract({ hours: days * DAY_HOURS })).find(
    (at) => at !== undefined && Temporal.Instant.compare(at, after) > 0,
  );
}

/** The warning that is in place now. A sign-in for less than two weeks is not warned of from its first hour on. */
function warningOf({ signedInAt, expiresAt }: User, now: Temporal.Instant): number | undefined {
  return WARNED_DAYS.filter((days) => {
    const at = expiresAt?.subtract({ hours: days * DAY_HOURS });
    const begun = at && signedInAt && Temporal.Instant.compare(at, signedInAt) > 0;
    return begun && Temporal.Instant.compare(at, now) <= 0;
  }).at(-1);
}

function textOf(expiresAt: Temporal.Instant, now: Temporal.Instant): string {
  const hours = now.until(expiresAt).total('hours');
  const days = Math.ceil(hours / DAY_HOURS);
  const rest = days > 1 ? `in ${days} days` : 'within a day';
  const when = expiresAt.toString({ smallestUnit: 'minute' }).replace('T', ' ').replace('Z', ' UTC');
  return `Your sign-in to Power BI ends ${rest} (${when}). Sign in again in My Settings, so that your tiles go on being refreshed.`;
}
