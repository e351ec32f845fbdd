import type { App } from '../../lib/app.ts';
import { currentApp } from '../../lib/current-app.ts';

/**
 * A handler of messages that goes on with the trace that the message carries; `handle` parses the message itself. Timers
 * begin a trace of their own.
 */
export function consume(
  name: string,
  handle: (app: App, message: unknown) => Promise<unknown>,
): (message: unknown) => Promise<void> {
  return async (message) => {
    const app = currentApp();
    const traceParent = traceParentIn(message);
    await app.tracer.invocation({ name, kind: 'consumer', traceParent }, async () => handle(app, message));
  };
}

function traceParentIn(message: unknown): unknown {
  return typeof message === 'object' && message !== null && 'traceparent' in message
    ? message.traceparent
    : undefined;
}
