import { errorText } from './host-error.ts';
import { TimerListener, type TimerListenerOptions } from './timer-listener.ts';
import type { TimerLock } from './timer-lock.ts';
import { Wait } from './wait.ts';

export type TimerSupervisorOptions = TimerListenerOptions & {
  readonly lock: TimerLock;
  /** The lock's period; it is renewed at half of it. Milliseconds. */
  readonly lockPeriod: number;
  /** How often a lock that another host holds is tried again. Milliseconds. */
  readonly recoveryInterval: number;
};

/** How soon storage that is out of reach is tried again. */
const OUTAGE_RETRY_MS = 2000;

/** Runs a timer's listener while this host holds the timer's lock, and tries for it again while it does not. */
export class TimerSupervisor {
  readonly #options: TimerSupervisorOptions;
  #stopped = false;
  #wait: Wait | undefined;
  #loop: Promise<void> = Promise.resolve();
  #lastProblem: string | undefined;
  #waitingSaid = false;

  constructor(options: TimerSupervisorOptions) {
    this.#options = options;
  }

  start(): void {
    this.#loop = this.#supervise();
  }

  /** Stops the listener, waits for the run in work and gives the lock back. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wait?.end();
    await this.#loop;
  }

  async #supervise(): Promise<void> {
    while (!this.#stopped) {
      try {
        if (await this.#take()) await this.#hold();
        else await this.#sleep(this.#options.recoveryInterval);
        this.#lastProblem = undefined;
      } catch (error) {
        this.#report(error);
        await this.#sleep(OUTAGE_RETRY_MS);
      }
    }
  }

  async #take(): Promise<boolean> {
    const { fn, lock, log } = this.#options;
    const taken = await lock.tryTake();
    if (taken === undefined) {
      const message = 'waits: another host holds the lock of this timer';
      if (!this.#waitingSaid)
        log.write({ level: 'information', event: 'timer.waiting', function: fn.name, message });
      this.#waitingSaid = true;
      return false;
    }
    this.#waitingSaid = false;
    const from = taken.from === undefined ? '' : `, from process ${taken.from}, which has ended`;
    log.write({
      level: 'debug',
      event: 'timer.locked',
      function: fn.name,
      message: `has the lock of its timer${from}`,
    });
    return true;
  }

  /** Listens until the lock is lost or the host stops. */
  async #hold(): Promise<void> {
    const { lock } = this.#options;
    const listener = new TimerListener(this.#options);
    try {
      await listener.start();
      await this.#renewUntilLost();
    } finally {
      await listener.stop();
      await lock.release().catch((error: unknown) => this.#report(error));
    }
  }

  async #renewUntilLost(): Promise<void> {
    const { fn, lock, lockPeriod, log } = this.#options;
    let renewedAt = performance.now();
    let pause = lockPeriod / 2;
    while (true) {
      await this.#sleep(pause);
      if (this.#stopped) return;
      const asked = performance.now();
      const kept = await lock.renew().catch(() => undefined);
      // While storage is out of reach the lock is ours until its period is nearly over.
      if (kept === false || (kept === undefined && asked - renewedAt > lockPeriod * 0.75)) {
        const message = 'lost the lock of its timer';
        log.write({ level: 'warning', event: 'timer.lock-lost', function: fn.name, message });
        return;
      }
      if (kept === true) renewedAt = asked;
      pause = kept === true ? lockPeriod / 2 : OUTAGE_RETRY_MS;
    }
  }

  async #sleep(ms: number): Promise<void> {
    this.#wait = new Wait(ms);
    if (!this.#stopped) await this.#wait.done;
    this.#wait.end();
  }

  #report(error: unknown): void {
    const problem = errorText(error);
    if (problem === this.#lastProblem) return;
    this.#lastProblem = problem;
    const message = `cannot reach the timer's storage: ${problem}`;
    this.#options.log.write({
      level: 'warning',
      event: 'timer.storage',
      function: this.#options.fn.name,
      message,
    });
  }
}
