import { Temporal } from 'temporal-polyfill';
import type { Log } from '../../../lib/log.ts';
import { instantOfMinuteKey } from '../../../lib/storage/keys.ts';
import type { MemoryQueue } from '../../../lib/storage/memory/memory-queue.ts';
import { MemoryStorage } from '../../../lib/storage/memory/memory-storage.ts';
import type { Table } from '../../../lib/storage/table.ts';
import { QUEUES, TABLES } from '../../../lib/storage-names.ts';
import { dispatchDue } from '../../../lib/subscriptions/firing/dispatch-due.ts';
import { reconcile } from '../../../lib/subscriptions/firing/reconcile.ts';
import type { SubscriptionId } from '../../../lib/subscriptions/subscription.ts';
import { TestClock } from '../test-clock.ts';
import { DecisionLog } from './decision-log.ts';
import { Killed } from './fault-plan.ts';
import { handleMessage, receive, TRIGGER_NAMES, type Trigger } from './simulated-host.ts';
import { SimulatedOutside } from './simulated-power-bi.ts';
import { type SimulatedProcess, type SimulatedStorage, startProcess } from './simulated-process.ts';

const TICK_SECONDS = 15;
const POISON: Partial<Record<Trigger, keyof typeof QUEUES>> = {
  dispatchDue: 'dispatchDuePoison',
  applySchedule: 'applySchedulePoison',
  changeOwner: 'changeOwnerPoison',
  refreshTile: 'refreshTilePoison',
};

type Duration = { readonly hours?: number; readonly minutes?: number; readonly seconds?: number };

/**
 * An installation on a clock that is moved by hand: one process that ticks, two that work, one that serves people. Time
 * passes from one thing that is due to the next, so that hours cost what happens in them. Tables are memory's unless
 * given; queues are memory's, whose delays follow the clock.
 */
export class SimulatedWorld {
  readonly clock = new TestClock('2026-11-23T07:00:30Z');
  readonly outside = new SimulatedOutside();
  readonly log = new DecisionLog(this.clock);
  readonly events: { readonly event: string; readonly fields: Readonly<Record<string, unknown>> }[] = [];
  readonly tickers: readonly SimulatedProcess[];
  readonly workers: readonly SimulatedProcess[];
  readonly person: SimulatedProcess;
  readonly tables: { table(name: string): Table };
  /** Runs that people were promised. */
  readonly requested: { readonly id: SubscriptionId; readonly runId: string }[] = [];
  lastTickAt = this.clock.now();
  readonly #memory = new MemoryStorage(this.clock);
  #turn = 0;

  constructor(
    options: {
      readonly tables?: { table(name: string): Table };
      readonly tickers?: number;
      readonly workers?: number;
    } = {},
  ) {
    this.tables = options.tables ?? this.#memory;
    const storage: SimulatedStorage = {
      table: (name) => {
        const table = this.tables.table(name);
        return name === TABLES.subscriptions ? this.log.around(table) : table;
      },
      queue: (name) => this.#memory.queue(name),
      blobs: (name) => this.#memory.blobs(name),
    };
    const write: Log['info'] = (event, fields = {}) => void this.events.push({ event, fields });
    const log = { info: write, warn: write, error: write };
    const start = () => startProcess({ storage, outside: this.outside, clock: this.clock, log });
    this.tickers = Array.from({ length: options.tickers ?? 1 }, start);
    this.workers = Array.from({ length: options.workers ?? 2 }, start);
    this.person = start();
    for (const { plan } of this.processes) plan.standStill = (seconds) => this.pass({ seconds });
  }

  get processes(): readonly SimulatedProcess[] {
    return [...this.tickers, ...this.workers, this.person];
  }

  /** The one that ticks as time passes. */
  get ticker(): SimulatedProcess {
    const [first] = this.tickers;
    if (!first) throw new Error('There is no ticker.');
    return first;
  }

  queue(name: keyof typeof QUEUES): MemoryQueue {
    return this.#memory.queue(QUEUES[name]);
  }

  /** What a person asks for; false where the request failed or its process died. */
  async ask(request: (process: SimulatedProcess) => Promise<unknown>): Promise<boolean> {
    return this.#survive(this.person, () => request(this.person));
  }

  /** The same, repeated as a browser's user would until it has worked. */
  async insist(request: (process: SimulatedProcess) => Promise<unknown>): Promise<void> {
    for (let tries = 0; tries < 5; tries++) if (await this.ask(request)) return;
    throw new Error('The request fails again and again.');
  }

  async tick(): Promise<void> {
    const at = this.clock.now();
    const done = await this.#survive(this.ticker, () => dispatchDue(this.ticker));
    if (done && Temporal.Instant.compare(at, this.lastTickAt) > 0) this.lastTickAt = at;
  }

  async reconcile(): Promise<void> {
    await this.#survive(this.ticker, () => reconcile(this.ticker));
  }

  /** Every message that is visible, each by the next worker. */
  async work(): Promise<void> {
    for (let busy = true; busy; ) {
      busy = false;
      for (const trigger of TRIGGER_NAMES) {
        const queue = this.queue(trigger);
        const poison = POISON[trigger];
        for (const received of receive(queue, 8)) {
          busy = true;
          const worker = this.#nextWorker();
          await handleMessage(worker, {
            trigger,
            queue,
            poison: poison && this.queue(poison),
            received,
          });
          worker.plan.disarm();
        }
      }
    }
  }

  /** Lets time pass with everything running. */
  async pass(duration: Duration): Promise<void> {
    const end = this.clock.now().add(duration);
    await this.tick();
    await this.work();
    while (Temporal.Instant.compare(this.clock.now(), end) < 0) {
      this.clock.moveTo(earlier(await this.#nextEvent(), end));
      await this.tick();
      await this.work();
    }
  }

  /** Moves to the moment at which something is next due, and stops there. */
  async passUntilDue(): Promise<void> {
    this.clock.moveTo(await this.#nextEvent());
  }

  /** Works until no message is left, without firing anything new. */
  async drain(): Promise<void> {
    for (let rounds = 0; rounds < 2000; rounds++) {
      await this.work();
      const next = this.#nextMessage();
      if (!next) return;
      this.clock.moveTo(next);
    }
    throw new Error('The queues do not drain.');
  }

  get messages(): number {
    return TRIGGER_NAMES.reduce((sum, name) => sum + this.queue(name).peek().length, 0);
  }

  async #nextEvent(): Promise<Temporal.Instant> {
    const soon = this.clock.now().add({ seconds: TICK_SECONDS });
    const { rows } = await this.tables
      .table(TABLES.dueIndex)
      .page({ partition: { from: '0', to: '~' }, pageSize: 1 });
    const due = rows[0] && instantOfMinuteKey(rows[0].partitionKey);
    const next = [due, this.#nextMessage()].filter((instant) => instant !== undefined);
    const first = next.sort(Temporal.Instant.compare)[0] ?? soon.add({ hours: 1 });
    return Temporal.Instant.compare(first, this.clock.now()) <= 0 ? soon : first;
  }

  #nextMessage(): Temporal.Instant | undefined {
    return TRIGGER_NAMES.map((name) => this.queue(name).nextVisibleAt())
      .filter((instant) => instant !== undefined)
      .sort(Temporal.Instant.compare)[0];
  }

  #nextWorker(): SimulatedProcess {
    this.#turn += 1;
    const worker = this.workers[this.#turn % this.workers.length];
    if (!worker) throw new Error('There is no worker.');
    return worker;
  }

  async #survive(process: SimulatedProcess, run: () => Promise<unknown>): Promise<boolean> {
    try {
      await run();
      return true;
    } catch (error) {
      if (!(error instanceof Killed)) process.log.warn('world.refused', { error: String(error) });
      return false;
    } finally {
      process.plan.disarm();
    }
  }
}

function earlier(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) <= 0 ? one : other;
}
