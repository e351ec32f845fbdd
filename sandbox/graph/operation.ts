import type { z } from 'zod';
import type { Call, Operation, Reply } from '../shared/http.ts';
import { type Caller, callerOf } from './caller.ts';
import type { GraphContext } from './context.ts';
import { badRequest, errorReply, GraphError } from './graph-error.ts';

/** One request of Graph. It decides and changes without waiting, so that two calls never interleave. */
export type GraphOperation = Pick<Operation, 'name' | 'method' | 'path'> & {
  run(graph: GraphContext, call: Call, caller: Caller): Reply;
};

/** Puts the caller before an operation, the saved state and Graph's form of an error after it. */
export function asOperation(graph: GraphContext, { run, ...operation }: GraphOperation): Operation {
  return {
    ...operation,
    run: async (call) => {
      try {
        const caller = await callerOf(graph, call.headers.authorization);
        const reply = run(graph, call, caller);
        if (operation.method !== 'GET') await graph.directory.save();
        return reply;
      } catch (error) {
        if (error instanceof GraphError) return errorReply(error, call, graph.directory.clock.now());
        throw error;
      }
    },
  };
}

export function readJson({ body }: Call): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    const text =
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.';
    throw new GraphError(400, 'BadRequest', text);
  }
}

/** Reads a body; the first thing that is wrong with it is the refusal's target. */
export function readStrict<Schema extends z.ZodType>(call: Call, schema: Schema): z.output<Schema> {
  const { data, error } = schema.safeParse(call.body.length === 0 ? {} : readJson(call));
  if (error === undefined) return data;
  const [issue] = error.issues;
  const target = issue?.path.join('.') || 'body';
  const message = `Invalid value specified for property '${target}': ${issue?.message ?? 'invalid'}.`;
  throw badRequest(message, { code: 'InvalidValue', target });
}
