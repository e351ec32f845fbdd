import { DomainError } from '../../../lib/errors.ts';

/** The process was killed: nothing of it runs any more, whoever catches this. */
export class Killed extends Error {
  constructor() {
    super('The process was killed.');
    this.name = 'Killed';
  }
}

export type Fault = {
  /** 1 is the next call. */
  readonly call: number;
  /** Whether the call takes effect. */
  readonly when: 'before' | 'after';
  /**
   * `refusal`: this call fails. `death`: the process ends here. A number: the process stands still for so many seconds,
   * while everything else goes on.
   */
  readonly kind: 'refusal' | 'death' | number;
};

/** What goes wrong with the port calls of one process, and how many of them there were. */
export class FaultPlan {
  calls = 0;
  readonly names: string[] = [];
  /** While true every call is refused. */
  outage = false;
  /** Called before each call: where another task is let on, say. */
  turn: ((name: string) => Promise<void>) | undefined;
  /** Lets the rest of the world go on for so long. */
  standStill: ((seconds: number) => Promise<void>) | undefined;
  #fault: (Fault & { readonly at: number }) | undefined;
  #dead = false;
  #struck: string | undefined;

  arm(fault: Fault): void {
    this.#fault = { ...fault, at: this.calls + fault.call };
    this.#struck = undefined;
  }

  disarm(): void {
    this.#fault = undefined;
    this.#dead = false;
  }

  /** The call that the armed fault met, if it has. */
  get struck(): string | undefined {
    return this.#struck;
  }

  async around<T>(name: string, effect: () => Promise<T>): Promise<T> {
    if (this.turn) await this.turn(name);
    if (this.#dead) throw new Killed();
    this.calls += 1;
    this.names.push(name);
    if (this.outage) throw refusal(name);
    const fault = this.#fault?.at === this.calls ? this.#fault : undefined;
    if (!fault) {
      const result = await effect();
      if (this.#dead) throw new Killed();
      return result;
    }
    this.#struck = name;
    this.#fault = undefined;
    if (typeof fault.kind === 'number') return this.#late(fault.kind, fault.when, effect);
    if (fault.when === 'after') await effect();
    if (fault.kind === 'refusal') throw refusal(name);
    this.#dead = true;
    throw new Killed();
  }

  async #late<T>(seconds: number, when: Fault['when'], effect: () => Promise<T>): Promise<T> {
    if (when === 'before') await this.standStill?.(seconds);
    const result = await effect();
    if (when === 'after') await this.standStill?.(seconds);
    return result;
  }
}

function refusal(name: string): DomainError {
  if (name.startsWith('gateway')) return new DomainError('POWER_BI_UNAVAILABLE');
  return name.startsWith('pictures')
    ? new DomainError('DATA_SOURCE_FAILED')
    : new DomainError('STORAGE_UNAVAILABLE', { detail: `${name} was refused` });
}

/** The port with a plan around each of its methods, all of which are asynchronous. */
export function withFaults<T extends object>(name: string, port: T, plan: FaultPlan): T {
  return new Proxy(port, {
    get(target, property) {
      const member: unknown = Reflect.get(target, property, target);
      if (typeof member !== 'function') return member;
      return (...given: readonly unknown[]) =>
        plan.around(`${name}.${String(property)}`, async () => Reflect.apply(member, target, given));
    },
  });
}
