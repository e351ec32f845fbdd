import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../../clock.ts';
import { messageText, wholeDelay } from '../message-rules.ts';
import type { Message, Queue } from '../queue.ts';
import { WakeUps } from './wake-ups.ts';

export type ReceivedMessage = {
  readonly id: string;
  /** Names this delivery: only the newest one may delete the message or change when it becomes visible. */
  readonly popReceipt: string;
  readonly message: Message;
  /** 1 at the first delivery. */
  readonly dequeueCount: number;
};

type Receipt = Pick<ReceivedMessage, 'id' | 'popReceipt'>;

/** `ticket` is that of its one wake-up that counts; a wake-up with another is out of date. */
type Entry = { readonly text: string; dequeueCount: number; ticket: number };

const MOST_AT_ONCE = 32;

/**
 * Queue Storage in memory. The clock decides what is visible, so that simulated time moves delays and leases. Visible
 * messages come in the order in which they became visible.
 */
export class MemoryQueue implements Queue {
  readonly #clock: Clock;
  readonly #entries = new Map<string, Entry>();
  readonly #wakeUps = new WakeUps();
  #lastTicket = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async send(message: Message, options: { readonly delaySeconds?: number } = {}): Promise<void> {
    const entry = { text: messageText(message), dequeueCount: 0, ticket: 0 };
    const delay = wholeDelay(options.delaySeconds);
    const id = `message-${this.#lastTicket + 1}`;
    this.#entries.set(id, entry);
    this.#hide(id, entry, delay);
  }

  async approximateLength(): Promise<number> {
    return this.#entries.size;
  }

  /**
   * At most `max` (1 to 32) visible messages, which are then invisible for `visibilitySeconds`, as a worker's lease.
   */
  receive(options: { readonly max?: number; readonly visibilitySeconds?: number } = {}): ReceivedMessage[] {
    const max = options.max ?? 1;
    if (!(max >= 1 && max <= MOST_AT_ONCE))
      throw new RangeError(`${max} messages at once; 1 to 32 are allowed.`);
    const lease = wholeDelay(options.visibilitySeconds ?? 30);
    const now = this.#clock.now().epochMilliseconds;
    const due: [string, Entry][] = [];
    for (let next = this.#next(); next !== undefined && due.length < max; next = this.#next()) {
      if (next.at > now) break;
      this.#wakeUps.removeFirst();
      due.push([next.id, next.entry]);
    }
    return due.map(([id, entry]) => {
      entry.dequeueCount += 1;
      const popReceipt = this.#hide(id, entry, lease);
      return { id, popReceipt, message: parse(entry.text), dequeueCount: entry.dequeueCount };
    });
  }

  /**
   * False where the receipt is not the newest one: the message was delivered again, or is gone (the service answers
   * 404).
   */
  delete(received: Receipt): boolean {
    return this.#held(received) !== undefined && this.#entries.delete(received.id);
  }

  /** Makes a received message visible in so many seconds: 0 gives it back at once. False as for `delete`. */
  release(received: Receipt, delaySeconds: number): boolean {
    const entry = this.#held(received);
    if (entry === undefined) return false;
    this.#hide(received.id, entry, wholeDelay(delaySeconds));
    return true;
  }

  /** When the next message becomes visible; undefined for an empty queue. Simulations move their clock there. */
  nextVisibleAt(): Temporal.Instant | undefined {
    const next = this.#next();
    return next && Temporal.Instant.fromEpochMilliseconds(next.at);
  }

  /** Everything in the queue, visible or not, without receiving it. */
  peek(): Message[] {
    return [...this.#entries.values()].map((entry) => parse(entry.text));
  }

  #held(received: Receipt): Entry | undefined {
    const entry = this.#entries.get(received.id);
    return entry !== undefined && receipt(entry) === received.popReceipt ? entry : undefined;
  }

  #hide(id: string, entry: Entry, seconds: number): string {
    this.#lastTicket += 1;
    entry.ticket = this.#lastTicket;
    const at = this.#clock.now().add({ seconds }).epochMilliseconds;
    this.#wakeUps.add({ at, ticket: entry.ticket, id });
    return receipt(entry);
  }

  #next(): { readonly at: number; readonly id: string; readonly entry: Entry } | undefined {
    for (let first = this.#wakeUps.first; first !== undefined; first = this.#wakeUps.first) {
      const entry = this.#entries.get(first.id);
      if (entry?.ticket === first.ticket) return { at: first.at, id: first.id, entry };
      this.#wakeUps.removeFirst();
    }
    return undefined;
  }
}

function receipt(entry: Entry): string {
  return `receipt-${entry.ticket}`;
}

/** Through text, so that a receiver never shares an object with a sender. */
function parse(text: string): Message {
  const message: Message = JSON.parse(text);
  return message;
}
