import type { Message, Queue } from '../../../lib/storage/queue.ts';
import { recordRequests } from '../../../lib/storage/record-requests.ts';
import type { Storage } from '../../../lib/storage/storage.ts';

export type CountingStorage = Pick<Storage, 'table' | 'queue'> & {
  /** Requests to tables and queues since the last `reset`: one call of a port is one request to the service. */
  readonly requests: number;
  reset(): void;
  /** Messages that were sent to a queue since the last `reset`. */
  sent(queue: string): readonly Message[];
};

/** A storage account whose requests are counted. */
export function countingStorage(storage: Pick<Storage, 'table' | 'queue'>): CountingStorage {
  let requests = 0;
  const messages = new Map<string, Message[]>();
  const queue = (name: string): Queue => {
    const counted = storage.queue(name);
    return {
      send: async (message, options) => {
        requests += 1;
        const known = messages.get(name);
        if (known) known.push(message);
        else messages.set(name, [message]);
        await counted.send(message, options);
      },
      approximateLength: () => counted.approximateLength(),
    };
  };
  return {
    table: (name) =>
      recordRequests(name, storage.table(name), () => {
        requests += 1;
      }),
    queue,
    get requests() {
      return requests;
    },
    reset() {
      requests = 0;
      messages.clear();
    },
    sent: (name) => messages.get(name) ?? [],
  };
}
