import type { QueueClient, QueueServiceClient } from '@azure/storage-queue';
import { PollingBackoff } from './backoff.ts';
import type { QueueFunction } from './function-index.ts';
import type { FunctionRunner } from './function-runner.ts';
import { errorText } from './host-error.ts';
import type { QueueOptions } from './host-json.ts';
import type { HostLog } from './log.ts';
import { processMessage } from './queue-processor.ts';
import type { QueueWatch } from './queue-watch.ts';
import { storageError } from './storage-clients.ts';
import { Wait } from './wait.ts';

export type QueueListenerOptions = {
  readonly fn: QueueFunction;
  readonly service: QueueServiceClient;
  readonly options: QueueOptions;
  /** How long a message that is taken stays invisible, renewed at half of it; milliseconds, whole seconds. */
  readonly invisibility: number;
  readonly runner: FunctionRunner;
  readonly watch: QueueWatch;
  readonly log: HostLog;
};

/**
 * Takes messages of one queue in batches and runs its function for each, at most batchSize + newBatchThreshold at once.
 * A queue that is missing is waited for, not created.
 * Source: QueueListener.cs of the storage extension.
 */
export class QueueListener {
  readonly #options: QueueListenerOptions;
  readonly #queue: QueueClient;
  readonly #backoff: PollingBackoff;
  readonly #processing = new Set<Promise<void>>();
  #stopped = false;
  #wait: Wait | undefined;
  #loop: Promise<void> = Promise.resolve();
  #lastProblem: string | undefined;

  constructor(options: QueueListenerOptions) {
    this.#options = options;
    this.#queue = options.service.getQueueClient(options.fn.queueName);
    this.#backoff = new PollingBackoff(options.options.maxPollingInterval);
    options.watch.register(options.fn.queueName, () => this.#wait?.end());
  }

  start(): void {
    this.#loop = this.#poll();
  }

  /** Takes no more messages and waits for those in work. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wait?.end();
    await this.#loop;
    await Promise.all(this.#processing);
  }

  async #poll(): Promise<void> {
    const { newBatchThreshold } = this.#options.options;
    let outcome: 'found' | 'empty' = 'empty';
    while (!this.#stopped) {
      if ((await this.#takeBatch()) > 0) {
        outcome = 'found';
        while (this.#processing.size > newBatchThreshold) await Promise.race(this.#processing);
        continue;
      }
      this.#wait = new Wait(this.#backoff.next(outcome));
      outcome = 'empty';
      if (!this.#stopped) await this.#wait.done;
      this.#wait.end();
    }
  }

  /** The number of messages taken; they are processed in the background. */
  async #takeBatch(): Promise<number> {
    const { options, invisibility } = this.#options;
    try {
      const answer = await this.#queue.receiveMessages({
        numberOfMessages: options.batchSize,
        visibilityTimeout: Math.round(invisibility / 1000),
      });
      this.#lastProblem = undefined;
      for (const message of answer.receivedMessageItems) {
        const work: Promise<void> = processMessage(message, { ...this.#options, queue: this.#queue }).finally(
          () => {
            this.#processing.delete(work);
          },
        );
        this.#processing.add(work);
      }
      return answer.receivedMessageItems.length;
    } catch (error) {
      this.#report(error);
      return 0;
    }
  }

  /** Each kind of trouble is said once, until the queue can be read again. */
  #report(error: unknown): void {
    const { code } = storageError(error);
    const problem = code ?? errorText(error);
    if (problem === this.#lastProblem) return;
    this.#lastProblem = problem;
    const { fn, log } = this.#options;
    const missing = code === 'QueueNotFound';
    log.write({
      level: missing ? 'information' : 'warning',
      event: missing ? 'queue.missing' : 'queue.unreadable',
      function: fn.name,
      message: missing
        ? `waiting for the queue ${fn.queueName}`
        : `cannot read ${fn.queueName}: ${errorText(error)}`,
    });
  }
}
