export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** `server`: answers a request; `consumer`: works off a message or a timer; `client`: calls another service. */
export type SpanKind = 'server' | 'consumer' | 'client' | 'internal';

/** One timed piece of work, as OpenTelemetry has it. Attributes hold ids, codes and counts, never text of people. */
export type Span = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string | undefined;
  readonly name: string;
  readonly kind: SpanKind;
  /** Milliseconds since the epoch. */
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: Attributes;
  /** Code or name of the error it ended with. */
  readonly failure: string | undefined;
};

/** Where spans go once the work that they belong to has ended. */
export type SpanSink = (spans: readonly Span[]) => Promise<void>;

/** W3C Trace Context, version 00: trace id, span id, flags. */
const TRACE_PARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}$/;

export type SpanContext = { readonly traceId: string; readonly spanId: string };

/** Undefined for what is no traceparent: then a trace of its own begins. */
export function parseTraceParent(text: unknown): SpanContext | undefined {
  const [, traceId, spanId] = (typeof text === 'string' && TRACE_PARENT.exec(text)) || [];
  return traceId && spanId ? { traceId, spanId } : undefined;
}

export function traceParentOf({ traceId, spanId }: SpanContext): string {
  return `00-${traceId}-${spanId}-01`;
}
