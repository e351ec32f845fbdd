import { randomBytes } from 'node:crypto';
import type { Person } from '../state.ts';
import { personOf } from './person-of.ts';

const COOKIE = 'sqlAuthCookie';
/** Minutes without a request after which a ticket is worth nothing (`timeout` of the forms element). */
const TICKET_MINUTES = 60;

/** Custom security: whoever shows the ticket of an earlier sign-in is let in. */
export class FormsDoor {
  readonly #people: readonly Person[];
  readonly #now: () => number;
  readonly #tickets = new Map<string, { readonly person: Person; usedAt: number }>();

  constructor(people: readonly Person[], now: () => number) {
    this.#people = people;
    this.#now = now;
  }

  forget(): void {
    this.#tickets.clear();
  }

  knows(cookies: string | undefined): Person | undefined {
    const shown = (cookies ?? '').split(/;\s*/).find((one) => one.startsWith(`${COOKIE}=`));
    const ticket = this.#tickets.get(shown?.slice(COOKIE.length + 1) ?? '');
    if (!ticket || this.#now() - ticket.usedAt > TICKET_MINUTES * 60_000) return undefined;
    ticket.usedAt = this.#now();
    return ticket.person;
  }

  /** The line of the cookie; undefined where name or password are wrong. */
  logOn(user: string, password: string, authority: string | undefined): string | undefined {
    const person = personOf(this.#people, authority ? `${authority}\\${user}` : user);
    if (!person || person.password !== password) return undefined;
    const ticket = randomBytes(24).toString('hex').toUpperCase();
    this.#tickets.set(ticket, { person, usedAt: this.#now() });
    return `${COOKIE}=${ticket}; path=/; HttpOnly`;
  }
}
