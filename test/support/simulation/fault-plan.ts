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

/** Counts the calls of all processes together; the fault strikes whichever process makes that call. */
export class SharedFault {
  calls = 0;
  /** Name of the call that was struck. */
  struck: string | undefined;
  readonly fault: Fault | undefined;

  constructor(fault?: Fault) {
    this.fault = fault;
  }

  next(name: string): Fault | undefined {
    this.calls += 1;
    if (this.calls !== this.fault?.call) return undefined;
    this.struck = name;
    return this.fault;
  }
}

/** What goes wrong with the port calls of one process, and how many of them there were. */
export class FaultPlan {
  calls = 0;
  shared: SharedFault | undefined;
  /** While true every call is refused. */
  outage = false;
  /** Called before each call: where another task is let on, say. */
  turn: ((name: string) => Promise<void>) | undefined;
  /** Lets the rest of the world go on for so long. */
  standStill: ((seconds: number) => Promise<void>) | undefined;
  #fault: (Fault & { readonly at: number }) | undefined;
  #dead = false;

  arm(fault: Fault): void {
    this.#fault = { ...fault, at: this.calls + fault.call };
  }

  disarm(): void {
    this.#fault = undefined;
    this.#dead = false;
  }

  async around<T>(name: string, effect: () => Promise<T>): Promise<T> {
    if (this.turn) await this.turn(name);
    if (this.#dead) throw new Killed();
    this.calls += 1;
    const shared = this.shared?.next(name);
    if (this.outage) throw refusal(name);
    const fault = shared ?? (this.#fault?.at === this.calls ? this.#fault : undefined);
    if (!fault) {
      const result = await effect();
      if (this.#dead) throw new Killed();
      return result;
    }
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
