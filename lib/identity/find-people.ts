import type { Temporal } from 'temporal-polyfill';
import { foldCase } from '../storage/keys.ts';
import { readOwner } from './principal.ts';
import { type SignInState, signInState } from './sign-in-state.ts';
import type { User, Users } from './users.ts';

/** A list to choose from that is longer helps nobody. */
const MOST_PEOPLE = 50;
/** Slices of a request; an installation has some hundred people, and one with more is asked for more of the name. */
const MOST_SLICES = 10;

export type FoundPerson = {
  readonly oid: string;
  readonly name: string;
  readonly upn: string;
  readonly powerBi: SignInState['kind'];
};

/**
 * People of a tenant who have signed in to Power BI here and whose name or account holds each word of the text, by
 * name; not complete where there are more than a request looks at.
 */
export async function findPeople(
  { users }: { readonly users: Pick<Users, 'walk'> },
  asked: {
    readonly tenantId: string;
    readonly text: string;
    readonly now: Temporal.Instant;
    readonly app: { readonly appId: string } | undefined;
  },
): Promise<{ readonly people: readonly FoundPerson[]; readonly isComplete: boolean }> {
  const words = foldCase(asked.text).split(/\s+/);
  const found: FoundPerson[] = [];
  let after: string | undefined;
  for (let slice = 0; slice < MOST_SLICES; slice++) {
    const page = await users.walk(after);
    for (const user of page.users) {
      const person = readOwner(user.owner);
      if (person?.tenantId !== asked.tenantId || !fits(user, words)) continue;
      const { kind } = signInState(user, asked.now, asked.app);
      found.push({ oid: person.oid, name: user.name, upn: user.upn, powerBi: kind });
    }
    after = page.next;
    if (after === undefined || found.length > MOST_PEOPLE) break;
  }
  const people = found.sort((a, b) => a.name.localeCompare(b.name, 'en')).slice(0, MOST_PEOPLE);
  return { people, isComplete: after === undefined && found.length <= MOST_PEOPLE };
}

/** Who never signed in to Power BI cannot own a tile. */
function fits({ name, upn, signedInAt }: User, words: readonly string[]): boolean {
  const all = foldCase(`${name} ${upn}`);
  return signedInAt !== undefined && words.every((word) => all.includes(word));
}
