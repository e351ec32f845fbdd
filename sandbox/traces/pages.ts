import { type Html, html } from '../power-bi/page/html.ts';
import type { ShownSpan, ShownTrace, TraceCollector } from './collector.ts';

const STYLE = `body{font:14px/1.4 system-ui,sans-serif;margin:2rem;color:#242424;background:#fff}
a{color:#0f548c}h1{font-size:1.3rem}table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.2rem .6rem;border-bottom:1px solid #e0e0e0;vertical-align:top}
.row{display:grid;grid-template-columns:26rem 1fr 6rem;gap:.5rem;align-items:center;padding:.1rem 0;border-bottom:1px solid #f0f0f0}
.name{overflow:hidden;white-space:nowrap;text-overflow:ellipsis}.lane{position:relative;height:1rem;background:#f5f5f5}
.bar{position:absolute;top:0;bottom:0;background:#0f6cbd;min-width:2px}.bar.failed{background:#b10e1c}.time{text-align:right}
details{grid-column:1/-1;font-size:.85em;color:#424242}`;

function page(title: string, content: Html): string {
  return html`<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><style>${{ markup: STYLE }}</style>
<main><h1>${title}</h1>${content}</main></html>`.markup;
}

/** Ticks that found nothing are left out unless all are asked for. */
export function tracesPage(collector: TraceCollector, all: boolean): string {
  const traces = collector.traces().filter((trace) => all || isOfInterest(trace));
  const rows = traces.map((trace) => {
    const [first] = collector.waterfall(trace.traceId);
    const begun = new Date(first?.startMs ?? 0).toISOString().slice(11, 23);
    const failed = trace.spans.find(({ failure }) => failure !== undefined)?.failure;
    return html`<tr><td>${begun}</td><td><a href="/trace/${trace.traceId}">${first?.name}</a></td><td>${trace.spans.length}</td><td>${Math.round(lengthOf(trace.spans))} ms</td><td>${failed}</td></tr>`;
  });
  return page(
    'Traces',
    html`<p><a href="${all ? '/' : '/?all'}">${all ? 'Leave out ticks' : 'Show ticks, too'}</a></p>
<table><thead><tr><th>Begun (UTC)</th><th>What</th><th>Spans</th><th>Time</th><th>Failure</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}

function isOfInterest({ spans }: ShownTrace): boolean {
  return !spans.every(({ name }) => /^(tick|storage|GET |vault)/.test(name));
}

function lengthOf(spans: readonly ShownSpan[]): number {
  const [begin, end] = [
    Math.min(...spans.map(({ startMs }) => startMs)),
    Math.max(...spans.map(({ endMs }) => endMs)),
  ];
  return end - begin;
}

/** One trace as a waterfall; undefined where it is not known. */
export function tracePage(collector: TraceCollector, traceId: string): string | undefined {
  const spans = collector.waterfall(traceId);
  if (spans.length === 0) return undefined;
  const begin = Math.min(...spans.map(({ startMs }) => startMs));
  const whole = Math.max(lengthOf(spans), 1);
  const percent = (ms: number) => `${((ms / whole) * 100).toFixed(3)}%`;
  const rows = spans.map((span) => {
    const { name, depth, startMs, endMs, failure } = span;
    const place = `left:${percent(startMs - begin)};width:${percent(endMs - startMs)}`;
    return html`<div class="row"><span class="name" style="padding-left:${depth}rem">${name}</span>
<span class="lane"><span class="bar${failure !== undefined && ' failed'}" style="${place}"></span></span>
<span class="time">${(endMs - startMs).toFixed(1)} ms</span>${detailsOf(span)}</div>`;
  });
  return page(spans[0]?.name ?? traceId, html`<p><a href="/">All traces</a> · ${traceId}</p>${rows}`);
}

function detailsOf({ attributes, failure }: ShownSpan): Html | false {
  const facts = [...attributes, ...(failure === undefined ? [] : [['failure', failure] as const])];
  if (facts.length === 0) return false;
  return html`<details><summary>${facts.length} facts</summary>${facts.map(([name, value]) => html`${name}: ${value} `)}</details>`;
}
