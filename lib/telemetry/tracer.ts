import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { DomainError } from '../errors.ts';
import type { Fields, Log } from '../log.ts';
import {
  type Attributes,
  parseTraceParent,
  type Span,
  type SpanKind,
  type SpanSink,
  traceParentOf,
} from './span.ts';

/** What calls of one invocation are counted by. */
export type CallKind = 'storage' | 'vault' | 'powerBi';

/** What the time of one invocation is added up by. A step may hold others: a call to Power BI the getting of its token. */
export type Step = CallKind | 'render' | 'token';

/**
 * Follows work through requests, messages and calls. Without a sink nothing is kept but the ids in log events and the
 * counts of calls.
 */
export interface Tracer {
  /** One invocation of a function: the root of a trace, or a part of the one whose traceparent is given. */
  invocation<T>(
    options: { readonly name: string; readonly kind: 'server' | 'consumer'; readonly traceParent?: unknown },
    work: () => Promise<T>,
  ): Promise<T>;
  /** A piece of work inside an invocation; outside of one it is only done. */
  span<T>(
    options: {
      readonly name: string;
      readonly kind: SpanKind;
      readonly attributes?: Attributes;
      readonly step?: Step;
    },
    work: () => Promise<T>,
  ): Promise<T>;
  count(kind: CallKind): void;
  /** For what goes on elsewhere: the traceparent of the present work. */
  traceParent(): string | undefined;
  /** For log events. */
  ids(): Fields;
}

type Active = {
  readonly traceId: string;
  readonly spanId: string;
  readonly ended: Span[];
  readonly calls: Record<CallKind, number>;
  /** Milliseconds; of calls side by side each its own. */
  readonly spent: Record<Step, number>;
};

/** Spans that one invocation may keep: a walk through thousands of rows is not drawn. */
const MOST_SPANS = 500;

export function createTracer(options: {
  readonly log: Pick<Log, 'info' | 'warn'>;
  /** Milliseconds since the epoch, with fractions where the platform has them. */
  readonly now: () => number;
  readonly sink?: SpanSink;
}): Tracer {
  const { log, now, sink } = options;
  const present = new AsyncLocalStorage<Active>();

  async function timed<T>(
    active: Active,
    about: {
      readonly parentId: string | undefined;
      readonly name: string;
      readonly kind: SpanKind;
      readonly attributes?: Attributes;
      readonly step?: Step;
    },
    work: () => Promise<T>,
  ): Promise<T> {
    const startMs = now();
    let failure: string | undefined;
    try {
      return await present.run(active, work);
    } catch (error) {
      failure = failureOf(error);
      throw error;
    } finally {
      const { traceId, spanId, ended, spent } = active;
      const { attributes = {}, step, ...rest } = about;
      const endMs = now();
      if (step !== undefined) spent[step] += endMs - startMs;
      if (ended.length < MOST_SPANS)
        ended.push({ ...rest, traceId, spanId, startMs, endMs, attributes, failure });
    }
  }

  return {
    async invocation({ name, kind, traceParent }, work) {
      const parent = parseTraceParent(traceParent);
      const active: Active = {
        traceId: parent?.traceId ?? randomBytes(16).toString('hex'),
        spanId: randomBytes(8).toString('hex'),
        ended: [],
        calls: { storage: 0, vault: 0, powerBi: 0 },
        spent: { storage: 0, vault: 0, powerBi: 0, render: 0, token: 0 },
      };
      try {
        return await timed(active, { parentId: parent?.spanId, name, kind }, work);
      } finally {
        const { traceId, ended, calls, spent } = active;
        const own = ended.at(-1);
        log.info('invocation.done', {
          name,
          traceId,
          ms: own && Math.round(own.endMs - own.startMs),
          failure: own?.failure,
          storageCalls: calls.storage,
          vaultCalls: calls.vault,
          powerBiCalls: calls.powerBi,
          storageMs: Math.round(spent.storage),
          vaultMs: Math.round(spent.vault),
          powerBiMs: Math.round(spent.powerBi),
          renderMs: Math.round(spent.render),
          tokenMs: Math.round(spent.token),
        });
        // Not waited for: no run is late for its telemetry, and none fails for it.
        sink?.(ended).catch((error: unknown) => log.warn('telemetry.lost', { spans: ended.length, error }));
      }
    },

    async span(about, work) {
      const active = present.getStore();
      if (!active) return await work();
      const inner = { ...active, spanId: randomBytes(8).toString('hex') };
      return await timed(inner, { ...about, parentId: active.spanId }, work);
    },

    count(kind) {
      const active = present.getStore();
      if (active) active.calls[kind] += 1;
    },

    traceParent() {
      const active = present.getStore();
      return active && traceParentOf(active);
    },

    ids() {
      const active = present.getStore();
      return active ? { traceId: active.traceId, spanId: active.spanId } : {};
    },
  };
}

function failureOf(error: unknown): string {
  if (error instanceof DomainError) return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
