import { setTimeout as sleep } from 'node:timers/promises';
import { QueueClient } from '@azure/storage-queue';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AzureStorage } from '../../../lib/storage/azure/azure-storage.ts';
import { MemoryQueue } from '../../../lib/storage/memory/memory-queue.ts';
import type { Message } from '../../../lib/storage/queue.ts';
import { type Azurite, startAzurite } from '../../support/azurite.ts';
import { queueContract, type Received } from './queue-contract.ts';

let azurite: Azurite;
let queues = 0;
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(async () => {
  await azurite.close();
});

queueContract('in memory', async () => {
  let now = Temporal.Instant.from('2026-11-23T07:30:00Z');
  const queue = new MemoryQueue({ now: () => now });
  return {
    queue,
    receive: async (visibilitySeconds) =>
      queue.receive({ max: 32, visibilitySeconds }).map((received) => ({
        message: received.message,
        dequeueCount: received.dequeueCount,
        remove: async () => queue.delete(received),
      })),
    pass: async (seconds) => {
      now = now.add({ seconds });
    },
  };
});

queueContract('Azure Queue Storage', async () => {
  const { name, storage } = await freshQueue();
  const worker = new QueueClient(azurite.connectionString, name);
  return {
    queue: storage.queue(name),
    receive: async (visibilitySeconds) => {
      const { receivedMessageItems } = await worker.receiveMessages({
        numberOfMessages: 32,
        visibilityTimeout: visibilitySeconds,
      });
      return receivedMessageItems.map(
        (item): Received => ({
          message: decode(item.messageText),
          dequeueCount: item.dequeueCount,
          remove: () =>
            worker.deleteMessage(item.messageId, item.popReceipt).then(
              () => true,
              (error: { readonly statusCode?: number }) => {
                if (error.statusCode === 404 || error.statusCode === 400) return false;
                throw error;
              },
            ),
        }),
      );
    },
    // Queue Storage keeps whole seconds: a little more than asked for, so that the second is over.
    pass: (seconds) => sleep(seconds * 1000 + 200),
  };
});

it('Azure Queue Storage keeps messages for ever, as base64 of JSON, which the Functions host reads', async () => {
  const { name, storage } = await freshQueue();
  await storage.queue(name).send({ id: 'a' });
  const { peekedMessageItems } = await new QueueClient(azurite.connectionString, name).peekMessages();
  expect(peekedMessageItems[0]?.messageText).toBe(Buffer.from('{"id":"a"}').toString('base64'));
  expect(peekedMessageItems[0]?.expiresOn.getUTCFullYear()).toBe(9999);
});

async function freshQueue(): Promise<{ readonly name: string; readonly storage: AzureStorage }> {
  queues += 1;
  const name = `contract-${queues}`;
  const storage = new AzureStorage({ connectionString: azurite.connectionString });
  await storage.ensure({ tables: [], queues: [name], containers: [] });
  return { name, storage };
}

function decode(text: string): Message {
  const message: Message = JSON.parse(Buffer.from(text, 'base64').toString());
  return message;
}
