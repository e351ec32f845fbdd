import type { Attributes, Span, SpanKind, SpanSink } from './span.ts';

/** Source: OTLP 1.x, opentelemetry/proto/trace/v1/trace.proto, in its JSON form. */
const KINDS = { internal: 1, server: 2, client: 3, consumer: 5 } as const satisfies Record<SpanKind, number>;
const ERROR = 2;
const DEADLINE_MS = 5000;

/** Sends spans to an OpenTelemetry collector over HTTP; `endpoint` without the path, as OTEL_EXPORTER_OTLP_ENDPOINT is. */
export function otlpSink(endpoint: string, service: string): SpanSink {
  return async (spans) => {
    if (spans.length === 0) return;
    const answer = await fetch(`${endpoint}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(exportRequest(spans, service)),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    if (!answer.ok) throw new Error(`The collector answered ${answer.status}.`);
  };
}

function exportRequest(spans: readonly Span[], service: string) {
  return {
    resourceSpans: [
      {
        resource: { attributes: attributesOf({ 'service.name': service }) },
        scopeSpans: [{ scope: { name: 'report-tiles' }, spans: spans.map(wireSpan) }],
      },
    ],
  };
}

function wireSpan({ traceId, spanId, parentId, name, kind, startMs, endMs, attributes, failure }: Span) {
  return {
    traceId,
    spanId,
    ...(parentId !== undefined && { parentSpanId: parentId }),
    name,
    kind: KINDS[kind],
    startTimeUnixNano: nanoseconds(startMs),
    endTimeUnixNano: nanoseconds(endMs),
    attributes: attributesOf(attributes),
    ...(failure !== undefined && { status: { code: ERROR, message: failure } }),
  };
}

function nanoseconds(ms: number): string {
  return (BigInt(Math.round(ms * 1000)) * 1000n).toString();
}

function attributesOf(attributes: Attributes) {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: wireValue(value) }));
}

function wireValue(value: string | number | boolean) {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}
