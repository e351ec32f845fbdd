import type { ShownTrace, TraceCollector } from '../traces/collector.ts';

export type Traces = { readonly url: string; readonly collector: TraceCollector };

/** What a refresh goes through, each as a span: the timer, the message's consumer, drawing, storage and Power BI. */
const PARTS = [
  /^tick$/,
  /^storage send message$/,
  /^refresh-tile$/,
  /^render picture$/,
  /^storage /,
  /^Power BI$/,
];

/** The newest trace that shows a refresh from the timer to Power BI; undefined before its last spans have come. */
export function wholeRefresh(collector: TraceCollector): ShownTrace | undefined {
  return collector
    .traces()
    .find(({ spans }) => PARTS.every((part) => spans.some(({ name }) => part.test(name))));
}

/** Where a person sees it as a waterfall; the page is looked at, too. @throws Error where it does not show every part */
export async function traceAddress({ url, collector }: Traces, { traceId }: ShownTrace): Promise<string> {
  const address = `${url}/trace/${traceId}`;
  const page = await (await fetch(address)).text();
  const missing = collector.waterfall(traceId).find(({ name }) => !page.includes(name));
  if (missing) throw new Error(`The page ${address} does not show ${missing.name}.`);
  return address;
}
