import type { Engine } from '../../lib/rdl/engine.ts';
import type { SandboxClock } from '../shared/clock.ts';
import { type Call, Refusal } from '../shared/http.ts';
import type { Traffic } from '../shared/traffic.ts';
import type { Person, ServerState } from './state.ts';

/** Minutes after its last use at which an execution is gone (SessionTimeout). */
const EXECUTION_MINUTES = 20;
const COOKIE = 'XSRF-TOKEN';

/** What the operations of one report server share. */
export class ServerContext {
  readonly state: ServerState;
  readonly clock: SandboxClock;
  readonly traffic: Traffic;
  readonly url: string;
  readonly engine: () => Promise<Engine>;
  /** Builds of up to 2021 refuse a change without the token of their cookie. */
  readonly guardsForgery: boolean;
  readonly #people = new WeakMap<Call, Person>();

  constructor(options: {
    readonly state: ServerState;
    readonly clock: SandboxClock;
    readonly traffic: Traffic;
    readonly url: string;
    readonly engine: () => Promise<Engine>;
    readonly guardsForgery: boolean;
  }) {
    this.state = options.state;
    this.clock = options.clock;
    this.traffic = options.traffic;
    this.url = options.url;
    this.engine = options.engine;
    this.guardsForgery = options.guardsForgery;
  }

  admitted(call: Call, person: Person): void {
    this.#people.set(call, person);
  }

  personOf(call: Call): Person {
    const person = this.#people.get(call);
    if (!person) throw new Refusal({ status: 401 });
    return person;
  }

  requireToken({ headers }: Call): void {
    if (!this.guardsForgery) return;
    const cookie = (headers.cookie ?? '')
      .split(/;\s*/)
      .find((one) => one.startsWith(`${COOKIE}=`))
      ?.slice(COOKIE.length + 1);
    const header = headers['x-xsrf-token'];
    if (cookie === undefined || header !== decodeURIComponent(cookie))
      throw new Refusal({
        status: 400,
        body: { error: { code: '', message: 'XSRF Failed (NonceCookieNotFound)' } },
      });
  }

  dropExpired(): void {
    const oldest = this.clock.now() - EXECUTION_MINUTES * 60_000;
    for (const [id, { usedAt }] of this.state.executions)
      if (usedAt < oldest) this.state.executions.delete(id);
  }
}
