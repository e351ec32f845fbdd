import type { InvocationResponse, RetryContext, TypedData } from './core-types.ts';
import type { HostFunction } from './function-index.ts';
import type { CallResult, Invoker } from './invoker.ts';
import type { MessageEncoding } from './queue-message.ts';
import { sendQueueOutputs } from './queue-outputs.ts';
import type { QueueWatch } from './queue-watch.ts';
import type { StorageClients } from './storage-clients.ts';

export type RunOptions = {
  readonly data: TypedData;
  readonly reason: string;
  readonly triggerMetadata?: Readonly<Record<string, TypedData>>;
  readonly invocationId?: string;
  readonly traceParent?: string | undefined;
  readonly retryContext?: RetryContext;
};

export type FunctionRunnerOptions = {
  readonly invoker: Invoker;
  readonly clients: StorageClients;
  readonly watch: QueueWatch;
  readonly encoding: MessageEncoding;
};

/** Runs indexed functions: one invocation and its output bindings. */
export class FunctionRunner {
  readonly invoker: Invoker;
  readonly #options: FunctionRunnerOptions;

  constructor(options: FunctionRunnerOptions) {
    this.invoker = options.invoker;
    this.#options = options;
  }

  async run(fn: HostFunction, options: RunOptions): Promise<CallResult> {
    const { data, invocationId, ...rest } = options;
    const finish = (response: InvocationResponse) => sendQueueOutputs(fn, response, this.#options);
    const call = { ...rest, registered: fn.registered, input: { name: fn.bindingName, data }, finish };
    return await this.invoker.call(call, invocationId);
  }
}
