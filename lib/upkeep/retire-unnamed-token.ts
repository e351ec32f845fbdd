import { randomBytes } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import { type Owner, readOwner } from '../identity/principal.ts';
import type { TokenStore } from '../identity/token-store.ts';
import type { Users } from '../identity/users.ts';
import type { UpkeepWork } from './run-upkeep.ts';
import { atFullHour, type Upkeep, type UpkeepTask } from './upkeep.ts';

/** A sign-in that is under way for longer will not be finished. */
const FINISHED_WITHIN = { hours: 1 } as const;

/** Announces a token that is about to be stored: should nothing name it in the end, it is made unreadable. */
export async function announceToken(
  upkeep: Pick<Upkeep, 'add'>,
  owner: Owner,
  now: Temporal.Instant,
): Promise<UpkeepTask> {
  const subject = `${owner}|${randomBytes(8).toString('hex')}`;
  const task: UpkeepTask = { kind: 'token', subject, dueAt: atFullHour(now.add(FINISHED_WITHIN)) };
  await upkeep.add(task);
  return task;
}

/**
 * What a sign-in has stored and, cut off, never named. The version is known unless it was cut off while storing it;
 * then everything of a person without a sign-in goes, and a sign-in's own token is left.
 */
export function retireUnnamedToken(dependencies: {
  readonly users: Users;
  readonly tokenStore: TokenStore;
}): UpkeepWork {
  const { users, tokenStore } = dependencies;
  return async ({ subject, data: version }) => {
    const owner = readOwner(subject.slice(0, subject.lastIndexOf('|')))?.owner;
    if (!owner) return 'done';
    const named = (await users.get(owner))?.tokenVersion;
    if (version !== undefined && named !== version) await tokenStore.discard(owner, version);
    if (named === undefined) await tokenStore.retire(owner);
    return 'done';
  };
}
