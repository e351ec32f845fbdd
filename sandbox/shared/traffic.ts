import type { SandboxClock, Span } from './clock.ts';

/** How the next call of an operation goes wrong. */
export type Fault = {
  /** An operation's name as `counts` shows it; any operation when left out. */
  readonly operation?: string;
  /** How many calls; 1 when left out. */
  readonly times?: number;
  /** `before`: nothing happens. `after`: the operation takes effect and only its answer is lost. */
  readonly effect?: 'before' | 'after';
  /** HTTP status of the answer, 500 when left out. */
  readonly status?: number;
  /** The service's own error code; each stand-in has one for every status. */
  readonly code?: string;
  readonly message?: string;
  readonly retryAfterSeconds?: number;
  /** Cut the connection instead of answering. */
  readonly drop?: boolean;
  /** Real time that passes before the answer, or before the cut; alone, it only slows the call down. */
  readonly delayMs?: number;
};

/** Counts the calls of each operation and holds the faults that wait for one. */
export class Traffic {
  readonly #counts = new Map<string, number>();
  #faults: Fault[] = [];

  count(operation: string): void {
    this.#counts.set(operation, (this.#counts.get(operation) ?? 0) + 1);
  }

  counts(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => a.localeCompare(b)));
  }

  resetCounts(): void {
    this.#counts.clear();
  }

  failNext(fault: Fault): void {
    this.#faults.push(fault);
  }

  clearFaults(): void {
    this.#faults = [];
  }

  /** The oldest fault that waits for this operation; it is used up. */
  take(operation: string): Fault | undefined {
    const fault = this.#faults.find((f) => f.operation === undefined || f.operation === operation);
    if (fault === undefined) return undefined;
    const left = (fault.times ?? 1) - 1;
    this.#faults = this.#faults.flatMap((f) =>
      f === fault ? (left > 0 ? [{ ...f, times: left }] : []) : [f],
    );
    return fault;
  }
}

/** The controls that every stand-in has. Each takes one object or nothing, and all work over HTTP too. */
export type BaseControl = {
  /** Moves the stand-in's clock, and with it that of all stand-ins that share the clock. Answers its new time. */
  advance(span: Span): Promise<{ readonly now: string }>;
  failNext(fault: Fault): Promise<void>;
  /** The next calls are refused with 429 and `Retry-After`, without effect. */
  throttle(options: ThrottleOptions): Promise<void>;
  clearFaults(): Promise<void>;
  /** How often each operation was called since the start or the last reset, refused calls included. */
  counts(): Promise<Record<string, number>>;
  resetCounts(): Promise<void>;
};

export type ThrottleOptions = {
  readonly times?: number;
  readonly retryAfterSeconds?: number;
  readonly operation?: string;
};

export function baseControl(traffic: Traffic, clock: SandboxClock): BaseControl {
  return {
    advance: async (span) => ({ now: new Date(await clock.advance(span)).toISOString() }),
    failNext: async (fault) => traffic.failNext(fault),
    throttle: async ({ times = 1, retryAfterSeconds = 1, operation }) =>
      traffic.failNext({
        ...(operation !== undefined && { operation }),
        status: 429,
        times,
        retryAfterSeconds,
      }),
    clearFaults: async () => traffic.clearFaults(),
    counts: async () => traffic.counts(),
    resetCounts: async () => traffic.resetCounts(),
  };
}
