import { randomBytes, randomUUID } from 'node:crypto';
import type { AppRegistry } from './app-registry.ts';
import type {
  CoreInvocationContext,
  InvocationModel,
  InvocationRequest,
  InvocationResponse,
  RegisteredFunction,
  RetryContext,
  TypedData,
} from './core-types.ts';
import { errorStack, errorText } from './host-error.ts';
import type { HostLog, LogEntry } from './log.ts';

type Entry = Omit<LogEntry, 'function' | 'invocationId'>;

export type Call = {
  readonly registered: RegisteredFunction;
  /** The trigger's binding name and data. */
  readonly input: { readonly name: string; readonly data: TypedData };
  readonly triggerMetadata?: Readonly<Record<string, TypedData>>;
  readonly traceParent?: string | undefined;
  readonly retryContext?: RetryContext;
  /** Why it runs, for the log: `timer`, `queue`, `http`, `admin`. */
  readonly reason: string;
  /** The last step of the invocation, such as its output bindings; when it rejects, the invocation has failed. */
  readonly finish?: (response: InvocationResponse) => Promise<void>;
};

export type CallResult =
  | { readonly ok: true; readonly response: InvocationResponse }
  | { readonly ok: false; readonly error: unknown };

type Running = { readonly name: string; readonly done: Promise<unknown> };

export type InvokerOptions = {
  readonly registry: AppRegistry;
  readonly log: HostLog;
  /** host.json's functionTimeout in milliseconds; undefined: no limit. */
  readonly timeout: number | undefined;
};

/** Runs functions through the library, with the app's hooks around them, and knows which are running. */
export class Invoker {
  readonly #options: InvokerOptions;
  readonly #running = new Map<string, Running>();

  constructor(options: InvokerOptions) {
    this.#options = options;
  }

  /** The names of the functions that are running now. */
  get running(): readonly string[] {
    return [...this.#running.values()].map((entry) => entry.name);
  }

  /** Resolves when nothing runs any more. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all([...this.#running.values()].map((entry) => entry.done));
  }

  newId(): string {
    return randomUUID();
  }

  /** Runs one invocation to its end. Never rejects: what a function, a hook or the library throws is the result. */
  async call(call: Call, invocationId: string = this.newId()): Promise<CallResult> {
    const { name } = call.registered.metadata;
    const started = performance.now();
    const log = (entry: Entry) => this.#options.log.write({ ...entry, function: name, invocationId });
    log({ level: 'debug', event: 'invocation.started', message: `started (${call.reason})` });
    const work = this.#run(call, invocationId).then(
      (response): CallResult => ({ ok: true, response }),
      (error: unknown): CallResult => ({ ok: false, error }),
    );
    // A handler that outlives the timeout still runs: only it, not its result, is waited for at shutdown.
    this.#running.set(invocationId, { name, done: work });
    void work.then(() => this.#running.delete(invocationId));
    const result = await this.#limited(work, name);
    const ms = Math.round(performance.now() - started);
    if (result.ok) {
      log({
        level: 'debug',
        event: 'invocation.succeeded',
        message: `succeeded in ${ms} ms`,
        fields: { ms },
      });
    } else {
      const { error } = result;
      const message = `failed after ${ms} ms: ${errorStack(error)}`;
      log({ level: 'error', event: 'invocation.failed', message, fields: { ms, error: errorText(error) } });
    }
    return result;
  }

  async #limited(work: Promise<CallResult>, name: string): Promise<CallResult> {
    const { timeout } = this.#options;
    if (timeout === undefined) return await work;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<CallResult>((resolve) => {
      const error = new Error(
        `the functionTimeout of ${timeout} ms is over for "${name}"; its code goes on here, while Azure would restart the worker`,
      );
      timer = setTimeout(() => resolve({ ok: false, error }), timeout);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** The order and the contexts are those of InvocationHandler.ts of azure-functions-nodejs-worker. */
  async #run(call: Call, invocationId: string): Promise<InvocationResponse> {
    const { registry } = this.#options;
    const coreContext = this.#coreContext(call, invocationId);
    const model = this.#model(coreContext);
    const { context, inputs } = await model.getArguments();
    const shared = { hookData: {}, appHookData: registry.hookData.app, invocationContext: context };

    const before = { ...shared, functionCallback: call.registered.callback, inputs };
    coreContext.state = 'preInvocationHooks';
    await registry.runHooks('preInvocation', before).finally(() => {
      coreContext.state = undefined;
    });

    const after = {
      ...shared,
      inputs: before.inputs,
      result: null as unknown,
      error: null as unknown,
    };
    coreContext.state = 'invocation';
    try {
      after.result = await model.invokeFunction(context, before.inputs, before.functionCallback);
    } catch (error) {
      after.error = error;
    }
    coreContext.state = 'postInvocationHooks';
    await registry.runHooks('postInvocation', after).finally(() => {
      coreContext.state = undefined;
    });

    if (after.error !== null && after.error !== undefined) throw after.error;
    const response = await model.getResponse(context, after.result);
    await call.finish?.(response);
    return response;
  }

  #model(context: CoreInvocationContext): InvocationModel {
    const model = this.#options.registry.programmingModel;
    if (model === undefined) throw new Error('the app has set no programming model');
    return model.getInvocationModel(context);
  }

  #coreContext(call: Call, invocationId: string): CoreInvocationContext {
    const request: InvocationRequest = {
      invocationId,
      inputData: [call.input],
      triggerMetadata: call.triggerMetadata ?? {},
      traceContext: { traceParent: call.traceParent ?? newTraceParent(), traceState: '' },
      ...(call.retryContext === undefined ? {} : { retryContext: call.retryContext }),
    };
    return {
      invocationId,
      request,
      metadata: call.registered.metadata,
      state: undefined,
      log: (level, category, message) =>
        this.#options.log.write({
          level,
          event: category === 'user' ? 'function.log' : 'library.log',
          message,
          function: call.registered.metadata.name,
          invocationId,
        }),
    };
  }
}

/** A W3C traceparent that is not sampled. */
function newTraceParent(): string {
  return `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-00`;
}
