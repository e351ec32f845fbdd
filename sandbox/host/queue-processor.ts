import type { DequeuedMessageItem, QueueClient, QueueServiceClient } from '@azure/storage-queue';
import type { QueueFunction } from './function-index.ts';
import type { FunctionRunner } from './function-runner.ts';
import { errorText } from './host-error.ts';
import type { QueueOptions } from './host-json.ts';
import type { HostLog } from './log.ts';
import { decodeMessage, messageMetadata } from './queue-message.ts';
import type { QueueWatch } from './queue-watch.ts';
import { sendCreatingQueue, storageError } from './storage-clients.ts';

export type ProcessorOptions = {
  readonly fn: QueueFunction;
  readonly queue: QueueClient;
  readonly service: QueueServiceClient;
  readonly options: QueueOptions;
  readonly invisibility: number;
  readonly runner: FunctionRunner;
  readonly watch: QueueWatch;
  readonly log: HostLog;
};

/** A message as this host holds it: its receipt changes whenever its invisibility is renewed. */
type Held = { readonly message: DequeuedMessageItem; popReceipt: string };

/**
 * Runs the function for one message that was taken and settles it: success deletes it, failure makes it visible again
 * after visibilityTimeout, the last failure moves it to the poison queue. Never rejects: what storage refuses is logged,
 * and the message comes again. Source: QueueProcessor.cs and QueueServiceClientProvider.cs of the storage extension.
 */
export async function processMessage(message: DequeuedMessageItem, context: ProcessorOptions): Promise<void> {
  const { fn, log, options } = context;
  const held: Held = { message, popReceipt: message.popReceipt };
  try {
    const text = decodeMessage(message.messageText, options.messageEncoding);
    if (text === undefined) {
      const encoding = options.messageEncoding;
      write(
        context,
        held,
        'warning',
        'queue.undecodable',
        `is not ${encoding}: check messageEncoding in host.json`,
      );
      await moveToPoison(held, context);
    } else if (message.dequeueCount > options.maxDequeueCount) {
      await moveToPoison(held, context);
    } else {
      await settle(held, (await runHeld(held, text, context)) ? 'succeeded' : 'failed', context);
    }
  } catch (error) {
    const { code } = storageError(error);
    // Another host took it over, or the message or its queue is gone: nothing is left to settle.
    const taken = code === 'PopReceiptMismatch' || code === 'MessageNotFound' || code === 'QueueNotFound';
    log.write({
      level: taken ? 'debug' : 'error',
      event: 'queue.unsettled',
      function: fn.name,
      message: `message ${message.messageId} could not be settled: ${errorText(error)}`,
    });
  }
}

async function runHeld(held: Held, text: string, context: ProcessorOptions): Promise<boolean> {
  const { message } = held;
  const renewal = keepInvisible(held, context);
  try {
    const result = await context.runner.run(context.fn, {
      data: { string: text },
      triggerMetadata: messageMetadata(message, text),
      reason: `queue, attempt ${message.dequeueCount}`,
    });
    return result.ok;
  } finally {
    await renewal.stop();
  }
}

/** Renews the invisibility at half its length until stopped; sooner after a renewal that failed. */
function keepInvisible(held: Held, context: ProcessorOptions): { stop(): Promise<void> } {
  const half = context.invisibility / 2;
  let timer: NodeJS.Timeout;
  let renewing = Promise.resolve();
  let stopped = false;
  const renew = async () => {
    try {
      const seconds = Math.round(context.invisibility / 1000);
      const { messageId } = held.message;
      const answer = await context.queue.updateMessage(messageId, held.popReceipt, undefined, seconds);
      held.popReceipt = answer.popReceipt ?? held.popReceipt;
      arm(half);
    } catch (error) {
      write(
        context,
        held,
        'warning',
        'queue.not-renewed',
        `could not be kept invisible: ${errorText(error)}`,
      );
      const lost = (storageError(error).statusCode ?? 500) < 500;
      if (!lost) arm(half / 4);
    }
  };
  const arm = (ms: number) => {
    if (stopped) return;
    timer = setTimeout(() => {
      renewing = renew();
    }, ms);
  };
  arm(half);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await renewing;
    },
  };
}

async function settle(held: Held, outcome: 'succeeded' | 'failed', context: ProcessorOptions): Promise<void> {
  const { fn, options, queue } = context;
  const { message } = held;
  if (outcome === 'succeeded') {
    await queue.deleteMessage(message.messageId, held.popReceipt);
  } else if (poisonQueueName(fn.queueName) === undefined) {
    // Without a poison queue it stays invisible, so that it does not spin.
  } else if (message.dequeueCount >= options.maxDequeueCount) {
    await moveToPoison(held, context);
  } else {
    const seconds = Math.trunc(options.visibilityTimeout / 1000);
    await queue.updateMessage(message.messageId, held.popReceipt, undefined, seconds);
    if (seconds === 0) context.watch.notify(fn.queueName);
  }
}

/** Undefined for poison queues themselves, and for names that are too long to have one. */
export function poisonQueueName(queueName: string): string | undefined {
  const name = `${queueName}-poison`;
  return queueName.endsWith('-poison') || name.length > 63 ? undefined : name;
}

async function moveToPoison(held: Held, context: ProcessorOptions): Promise<void> {
  const { fn, queue, service, watch } = context;
  const { message } = held;
  const name = poisonQueueName(fn.queueName);
  if (name === undefined) return;
  write(context, held, 'warning', 'queue.poison', `moves to ${name} after ${message.dequeueCount} attempts`);
  await sendCreatingQueue(service.getQueueClient(name), message.messageText);
  watch.notify(name);
  await queue.deleteMessage(message.messageId, held.popReceipt);
}

function write(context: ProcessorOptions, held: Held, level: 'warning', event: string, text: string): void {
  const message = `message ${held.message.messageId} of ${context.fn.queueName} ${text}`;
  context.log.write({
    level,
    event,
    function: context.fn.name,
    message,
    fields: { messageId: held.message.messageId },
  });
}
