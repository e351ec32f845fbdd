import { z } from 'zod';

const attributeSchema = z.object({
  key: z.string(),
  value: z.object({
    stringValue: z.string().optional(),
    intValue: z.string().optional(),
    doubleValue: z.number().optional(),
    boolValue: z.boolean().optional(),
  }),
});

/** What is read of an OTLP export in JSON. Source: opentelemetry-proto, trace.proto. */
const exportSchema = z.object({
  resourceSpans: z.array(
    z.object({
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().optional(),
              name: z.string(),
              kind: z.number(),
              startTimeUnixNano: z.string(),
              endTimeUnixNano: z.string(),
              attributes: z.array(attributeSchema).default([]),
              status: z.object({ code: z.number().optional(), message: z.string().optional() }).optional(),
            }),
          ),
        }),
      ),
    }),
  ),
});

export type ShownSpan = {
  readonly spanId: string;
  readonly parentId: string | undefined;
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: readonly (readonly [string, string])[];
  readonly failure: string | undefined;
};

export type ShownTrace = { readonly traceId: string; readonly spans: readonly ShownSpan[] };

const MOST_TRACES = 500;

/** The newest traces in memory, as a collector would pass them on. */
export class TraceCollector {
  readonly #traces = new Map<string, ShownSpan[]>();

  /** @throws ZodError for what is no export */
  take(body: unknown): void {
    for (const { scopeSpans } of exportSchema.parse(body).resourceSpans)
      for (const { spans } of scopeSpans)
        for (const span of spans) {
          const known = this.#traces.get(span.traceId) ?? [];
          known.push({
            spanId: span.spanId,
            parentId: span.parentSpanId,
            name: span.name,
            startMs: milliseconds(span.startTimeUnixNano),
            endMs: milliseconds(span.endTimeUnixNano),
            attributes: span.attributes.map(({ key, value }) => [key, String(Object.values(value)[0])]),
            failure: span.status?.message,
          });
          this.#traces.set(span.traceId, known);
        }
    for (const traceId of [...this.#traces.keys()].slice(0, -MOST_TRACES)) this.#traces.delete(traceId);
  }

  /** Newest first. */
  traces(): readonly ShownTrace[] {
    return [...this.#traces].map(([traceId, spans]) => ({ traceId, spans })).reverse();
  }

  /** A trace in the order of a waterfall: each span after its parent, by start; with its depth. */
  waterfall(traceId: string): readonly (ShownSpan & { readonly depth: number })[] {
    const spans = this.#traces.get(traceId) ?? [];
    const ids = new Set(spans.map(({ spanId }) => spanId));
    const children = Map.groupBy(spans, ({ parentId }) => (parentId && ids.has(parentId) ? parentId : ''));
    const below = (parent: string, depth: number): readonly (ShownSpan & { readonly depth: number })[] =>
      [...(children.get(parent) ?? [])]
        .sort((a, b) => a.startMs - b.startMs)
        .flatMap((span) => [{ ...span, depth }, ...below(span.spanId, depth + 1)]);
    return below('', 0);
  }
}

function milliseconds(nanoseconds: string): number {
  return Number(BigInt(nanoseconds) / 1000n) / 1000;
}
