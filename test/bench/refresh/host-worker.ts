import { type DequeuedMessageItem, QueueServiceClient } from '@azure/storage-queue';

/** As host.json: messages received at once, and how few may be in hand before the next ones are received. */
const BATCH = 8;
const FETCH_BELOW = 4;
const INVISIBLE_SECONDS = 600;
const POLL_MS = 100;

/**
 * What the Functions host does with a queue trigger on one instance: receives, hands over, deletes what went through.
 * What failed stays and comes back when its time is over. Ends when `isDone` says so.
 */
export async function workQueue(
  queue: { readonly connectionString: string; readonly name: string },
  handle: (message: unknown) => Promise<void>,
  isDone: () => boolean,
): Promise<void> {
  const client = QueueServiceClient.fromConnectionString(queue.connectionString).getQueueClient(queue.name);
  const inHand = new Set<Promise<void>>();
  const take = async (item: DequeuedMessageItem): Promise<void> => {
    await handle(JSON.parse(Buffer.from(item.messageText, 'base64').toString('utf8')));
    await client.deleteMessage(item.messageId, item.popReceipt);
  };
  while (!isDone()) {
    if (inHand.size > FETCH_BELOW) {
      await Promise.race(inHand);
      continue;
    }
    const { receivedMessageItems } = await client.receiveMessages({
      numberOfMessages: BATCH,
      visibilityTimeout: INVISIBLE_SECONDS,
    });
    for (const item of receivedMessageItems) {
      const work = take(item).finally(() => inHand.delete(work));
      inHand.add(work);
    }
    if (receivedMessageItems.length === 0)
      await Promise.race([...inHand, new Promise((resolve) => setTimeout(resolve, POLL_MS))]);
  }
  await Promise.all(inHand);
}
