import type { InvocationResponse, TypedData } from './core-types.ts';
import { type HostFunction, type QueueOutput, RETURN_BINDING } from './function-index.ts';
import { encodeMessage, type MessageEncoding } from './queue-message.ts';
import type { QueueWatch } from './queue-watch.ts';
import { type StorageClients, sendCreatingQueue } from './storage-clients.ts';

export type OutputTarget = {
  readonly clients: StorageClients;
  readonly encoding: MessageEncoding;
  /** Told of each queue that was sent to. */
  readonly watch: QueueWatch;
};

/**
 * Sends what a function set for its queue outputs, or returned for one; the queue is created when it is missing. Of an
 * array each element is a message.
 */
export async function sendQueueOutputs(
  fn: HostFunction,
  response: InvocationResponse,
  target: OutputTarget,
): Promise<void> {
  for (const output of fn.outputs) {
    const messages = toMessages(outputValue(output, response));
    if (messages.length === 0) continue;
    const queue = target.clients.queues(output.connection).getQueueClient(output.queueName);
    for (const message of messages) await sendCreatingQueue(queue, encodeMessage(message, target.encoding));
    target.watch.notify(output.queueName);
  }
}

function outputValue(output: QueueOutput, response: InvocationResponse): TypedData | undefined {
  const value =
    output.bindingName === RETURN_BINDING
      ? response.returnValue
      : response.outputData?.find((entry) => entry.name === output.bindingName)?.data;
  return value ?? undefined;
}

function toMessages(data: TypedData | undefined): readonly (string | Uint8Array)[] {
  if (data === undefined) return [];
  if (data.bytes) return [data.bytes];
  if (data.json) {
    const value: unknown = JSON.parse(data.json);
    return Array.isArray(value) ? value.map(elementText) : [data.json];
  }
  return [data.string ?? String(data.int ?? data.double ?? '')];
}

function elementText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
