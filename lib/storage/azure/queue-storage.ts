import type { QueueClient, QueueServiceClient } from '@azure/storage-queue';
import { messageText, wholeDelay } from '../message-rules.ts';
import type { Message, Queue } from '../queue.ts';
import { RETRIES, type StorageConnection } from './connection.ts';
import { callService } from './faults.ts';

/** Messages never lapse: the queue is the index of what is still to be done. */
const FOREVER = -1;

/**
 * Azure Queue Storage. Messages are JSON in base64, which is what the Functions host decodes by default. A send whose
 * answer was lost is repeated and may so arrive twice: delivery is at least once.
 */
export class QueueStorage implements Queue {
  readonly #client: () => Promise<QueueClient>;
  readonly #what: string;
  readonly #deadlineMs: number | undefined;

  constructor(
    service: () => Promise<QueueServiceClient>,
    name: string,
    options: { readonly deadlineMs?: number } = {},
  ) {
    this.#client = async () => (await service()).getQueueClient(name);
    this.#what = `queue ${name}`;
    this.#deadlineMs = options.deadlineMs;
  }

  async send(message: Message, options: { readonly delaySeconds?: number } = {}): Promise<void> {
    const text = Buffer.from(messageText(message), 'utf8').toString('base64');
    const visibilityTimeout = wholeDelay(options.delaySeconds);
    await this.#call(async (abortSignal) =>
      (await this.#client()).sendMessage(text, {
        messageTimeToLive: FOREVER,
        visibilityTimeout,
        abortSignal,
      }),
    );
  }

  async approximateLength(): Promise<number> {
    const properties = await this.#call(async (abortSignal) =>
      (await this.#client()).getProperties({ abortSignal }),
    );
    return properties.approximateMessagesCount ?? 0;
  }

  #call<Result>(call: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    return callService({
      unavailable: 'STORAGE_UNAVAILABLE',
      what: this.#what,
      deadlineMs: this.#deadlineMs,
      call,
    });
  }
}

/** Loaded when it is first asked for: a cold start that touches no queue does not pay for its client. */
export async function queueService(connection: StorageConnection): Promise<QueueServiceClient> {
  const { QueueServiceClient } = await import('@azure/storage-queue');
  const options = {
    retryOptions: {
      maxTries: RETRIES.count + 1,
      retryDelayInMs: RETRIES.firstDelayMs,
      maxRetryDelayInMs: RETRIES.longestDelayMs,
    },
  };
  return 'connectionString' in connection
    ? QueueServiceClient.fromConnectionString(connection.connectionString, options)
    : new QueueServiceClient(connection.queueUri, connection.credential, options);
}
