import { z } from 'zod';
import { readOwner } from '../../identity/principal.ts';
import type { SignInEndings } from '../../identity/sign-in-endings.ts';
import type { Users } from '../../identity/users.ts';
import { instant } from './common.ts';

// The ending of everybody's sign-in to Power BI, as the API shows it.

export const signInEndingView = z
  .object({
    state: z
      .enum(['none', 'stopping-use', 'removing-tokens', 'done'])
      .describe('none: never asked for. stopping-use: refreshes end. removing-tokens: from the vault.'),
    people: z.int().describe('People whose sign-in has ended so far.'),
    tokensRemoved: z.int(),
    begunAt: instant.optional(),
    changedAt: instant.optional().describe('When it last came further.'),
    by: z.string().optional().describe('User name of the administrator, or the object id.'),
  })
  .meta({ id: 'SignInEnding' });

const STATES = { rows: 'stopping-use', tokens: 'removing-tokens', done: 'done' } as const;

export async function showSignInEnding({
  signInEndings,
  users,
}: {
  readonly signInEndings: Pick<SignInEndings, 'current'>;
  readonly users: Pick<Users, 'get'>;
}): Promise<z.input<typeof signInEndingView>> {
  const ending = await signInEndings.current();
  if (!ending) return { state: 'none', people: 0, tokensRemoved: 0 };
  const { state, people, tokensRemoved, begunAt, changedAt, by } = ending;
  const owner = readOwner(by);
  const administrator = owner && ((await users.get(owner.owner))?.upn || owner.oid);
  return {
    state: STATES[state],
    people,
    tokensRemoved,
    begunAt: begunAt.toString(),
    changedAt: changedAt.toString(),
    ...(administrator !== undefined && { by: administrator }),
  };
}
