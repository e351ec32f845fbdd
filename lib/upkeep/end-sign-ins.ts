import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { PowerBiTokens } from '../identity/power-bi-tokens.ts';
import type { SignInEndings } from '../identity/sign-in-endings.ts';
import type { TokenStore } from '../identity/token-store.ts';
import type { StoredUser, Users } from '../identity/users.ts';
import type { Log } from '../log.ts';
import type { UpkeepWork } from './run-upkeep.ts';
import type { Upkeep } from './upkeep.ts';

/** Why a person's next run asks them to sign in: an administrator ended everybody's sign-in. */
const REASON = 'ended-by-administrator';
/** Key Vault takes 300 new versions in ten seconds, and a removal is about five requests. */
const AT_ONCE = 4;

/**
 * First all rows, which stops every use of a token within the minute that it takes to walk them; then the tokens
 * themselves, which Key Vault takes its time for.
 */
const progressSchema = z.object({
  before: z.string(),
  phase: z.enum(['rows', 'tokens']),
  after: z.string().optional(),
  people: z.int().default(0),
  tokensRemoved: z.int().default(0),
});
type Progress = z.infer<typeof progressSchema>;

/**
 * Ends the sign-ins to Power BI that were made until now. The same moment again is the same task.
 * Crash story: the task first; cut off before its progress is begun, it is done all the same, unseen.
 */
export async function planEndSignIns(
  dependencies: {
    readonly upkeep: Pick<Upkeep, 'add'>;
    readonly signInEndings: Pick<SignInEndings, 'begin'>;
    readonly clock: Clock;
  },
  by: string,
): Promise<void> {
  const { upkeep, signInEndings, clock } = dependencies;
  const now = clock.now();
  const begun: Progress = { before: now.toString(), phase: 'rows', people: 0, tokensRemoved: 0 };
  const subject = String(now.epochMilliseconds);
  await upkeep.add({ kind: 'end-sign-ins', subject, dueAt: now, data: JSON.stringify(begun) });
  await signInEndings.begin(now, by);
}

/**
 * One slice of the walk over all people; where it stopped is in the task. Who signs in again meanwhile is spared.
 * Crash story: a slice is repeated, and changes nothing of what it has done. A token is removed before its row says that
 * there is none, so that none is left without a row that names it. Somebody who signs in at the very moment of the removal
 * may have to do so twice.
 */
export function endSignIns(dependencies: {
  readonly users: Users;
  readonly tokenStore: TokenStore;
  readonly powerBiTokens: Pick<PowerBiTokens, 'forget'>;
  readonly signInEndings: Pick<SignInEndings, 'note'>;
  readonly clock: Clock;
  readonly log: Log;
}): UpkeepWork {
  const { users, signInEndings, clock, log } = dependencies;
  return async ({ data }) => {
    const progress = progressSchema.parse(JSON.parse(data ?? '{}'));
    const before = Temporal.Instant.from(progress.before);
    const page = await users.walk(progress.after);
    const concerned = page.users.filter(
      ({ signedInAt }) => signedInAt !== undefined && Temporal.Instant.compare(signedInAt, before) <= 0,
    );
    const work = progress.phase === 'rows' ? endRow : removeToken;
    for (let index = 0; index < concerned.length; index += AT_ONCE) {
      const some = concerned.slice(index, index + AT_ONCE);
      await Promise.all(some.map((user) => work(dependencies, user)));
    }
    log.info('sign-ins.ended', { phase: progress.phase, people: concerned.length });
    const counted = count(progress, concerned);
    const next = nextOf(counted, page.next);
    const { people, tokensRemoved } = counted;
    await signInEndings.note(before, { state: next?.phase ?? 'done', people, tokensRemoved }, clock.now());
    return next === undefined ? 'done' : { againAt: clock.now(), data: JSON.stringify(next) };
  };
}

/**
 * From what the task said before the slice, and of its people those who have a token or had one until this ending: a slice
 * that is repeated counts them once.
 */
function count(progress: Progress, concerned: readonly StoredUser[]): Progress {
  const before = Temporal.Instant.from(progress.before);
  const counted = concerned.filter(
    ({ tokenVersion, tokenReason, invalidSince }) =>
      tokenVersion !== undefined ||
      (tokenReason === REASON && invalidSince && Temporal.Instant.compare(invalidSince, before) >= 0),
  ).length;
  if (progress.phase === 'rows') return { ...progress, people: progress.people + counted };
  return { ...progress, tokensRemoved: progress.tokensRemoved + counted };
}

function nextOf({ after: _, ...progress }: Progress, after: string | undefined): Progress | undefined {
  if (after !== undefined) return { ...progress, after };
  return progress.phase === 'rows' ? { ...progress, phase: 'tokens' } : undefined;
}

type Dependencies = Parameters<typeof endSignIns>[0];

async function endRow(
  { users, powerBiTokens, clock }: Dependencies,
  { owner, signedInAt }: StoredUser,
): Promise<void> {
  await users.update(owner, (current) =>
    isSame(current.signedInAt, signedInAt) && current.tokenState === 'signed-in'
      ? {
          ...current,
          tokenState: 'sign-in-required',
          tokenReason: REASON,
          claims: undefined,
          invalidSince: clock.now(),
        }
      : undefined,
  );
  powerBiTokens.forget(owner);
}

async function removeToken(
  { users, tokenStore }: Dependencies,
  { owner, signedInAt, tokenVersion }: StoredUser,
): Promise<void> {
  if (tokenVersion === undefined) return;
  await tokenStore.retire(owner);
  await users.update(owner, (current) =>
    isSame(current.signedInAt, signedInAt) ? { ...current, tokenVersion: undefined } : undefined,
  );
}

function isSame(one: Temporal.Instant | undefined, other: Temporal.Instant | undefined): boolean {
  return one !== undefined && other !== undefined && one.equals(other);
}
