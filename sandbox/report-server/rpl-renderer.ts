import type { ListedItem } from '../../lib/rdl/items/list-items.ts';
import { ELEMENT } from '../../lib/report-server/rpl/rpl-format.ts';
import { itemPicture, type OpenedExecution } from './render-item.ts';
import { type RplElement, writeRpl } from './rpl-writer.ts';
import type { Execution } from './state.ts';

const TYPES = {
  chart: ELEMENT.chart,
  gauge: ELEMENT.gaugePanel,
  map: ELEMENT.map,
  image: ELEMENT.image,
} as const;
const MILLIMETRES = 25.4 / 72;
/** The renderer takes no other. */
const SCREEN_DPI = 96;

/**
 * The page of an execution as RPL: items in the body and in its rectangles, pictures of charts, gauges and maps put aside
 * as streams. An item that repeats in a data region lies in that region's element, which is written without its rows.
 */
export async function reportRpl(
  opened: OpenedExecution,
  { execution, secondaryStreams }: { readonly execution: Execution; readonly secondaryStreams: boolean },
): Promise<Buffer> {
  const { report, items, draw } = opened;
  const pages: RplElement[][] = [];
  for (const [section, page] of report.pages.entries()) {
    const elements: RplElement[] = [];
    for (const item of items.filter(({ pinnable, drawable }) => pinnable && drawable)) {
      const placed = report.items.find(({ name }) => name === item.name);
      if (placed?.section !== section) continue;
      const bytes = await itemPicture(await draw(item), SCREEN_DPI);
      elements.push(wrapped(elementOf(item, { bytes, execution, secondaryStreams }), placed.ancestors));
    }
    pages.push([...elements, region(page), text(page)]);
  }
  const [first = { width: 0, height: 0 }] = report.pages;
  return writeRpl(
    { name: execution.reportPath, width: first.width * MILLIMETRES, height: first.height * MILLIMETRES },
    pages,
  );
}

function elementOf(
  item: ListedItem,
  options: { readonly bytes: Buffer; readonly execution: Execution; readonly secondaryStreams: boolean },
): RplElement {
  const { bytes, execution, secondaryStreams } = options;
  const box = {
    left: item.left * MILLIMETRES,
    top: item.top * MILLIMETRES,
    width: item.width * MILLIMETRES,
    height: item.height * MILLIMETRES,
  };
  const common = { type: TYPES[item.kind], name: item.name, ...box };
  if (item.kind === 'image' || !secondaryStreams)
    return { ...common, picture: { bytes, mimeType: 'image/png' } };
  const streamName = `C_${execution.streams.size + 1}_${item.name}`;
  execution.streams.set(streamName, { bytes, mimeType: 'image/png' });
  return { ...common, streamName };
}

/** In the rectangles around it, from the inside. */
function wrapped(element: RplElement, ancestors: readonly string[]): RplElement {
  const { left, top, width, height } = element;
  let outermost = element;
  for (const name of [...ancestors].reverse())
    outermost = { type: ELEMENT.rectangle, name, left, top, width, height, children: [outermost] };
  return outermost;
}

type Page = { readonly width: number; readonly height: number };

function region({ width, height }: Page): RplElement {
  return { type: ELEMENT.tablix, name: 'Rows', left: 0, top: 0, width, height };
}

function text({ width, height }: Page): RplElement {
  return { type: ELEMENT.textBox, name: 'Title', left: 0, top: 0, width, height };
}
