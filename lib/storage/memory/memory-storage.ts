import type { Clock } from '../../clock.ts';
import type { Storage } from '../storage.ts';
import { MemoryBlobs } from './memory-blobs.ts';
import { MemoryQueue } from './memory-queue.ts';
import { MemoryTable } from './memory-table.ts';

/** A storage account in memory. One name gives one table, queue or container, with the test's handles on it. */
export class MemoryStorage implements Storage {
  readonly #clock: Clock;
  readonly #tables = new Map<string, MemoryTable>();
  readonly #queues = new Map<string, MemoryQueue>();
  readonly #containers = new Map<string, MemoryBlobs>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  table(name: string): MemoryTable {
    return once(this.#tables, name, () => new MemoryTable());
  }

  queue(name: string): MemoryQueue {
    return once(this.#queues, name, () => new MemoryQueue(this.#clock));
  }

  blobs(container: string): MemoryBlobs {
    return once(this.#containers, container, () => new MemoryBlobs());
  }

  /** Nothing to do: what is asked for is there. */
  async ensure(): Promise<void> {}
}

function once<Value>(known: Map<string, Value>, name: string, make: () => Value): Value {
  const existing = known.get(name);
  if (existing !== undefined) return existing;
  const made = make();
  known.set(name, made);
  return made;
}
