import type { ReportData } from '../data/scope.ts';
import type { DrawnItem } from '../drawing/drawn-item.ts';
import type { TextMeasure } from '../drawing/text-metrics.ts';
import { RdlError } from '../errors.ts';
import { isPinnableKind, type PinnableKind } from '../items/item-rule.ts';
import { type Renderers, whyNotDrawable } from '../items/list-items.ts';
import type { Report, ReportItem } from '../model/report.ts';
import { type ExternalImages, imagesFor } from './external-images.ts';
import { ownSize, type PixelSize } from './own-size.ts';

export type DrawRequest = {
  readonly report: Report;
  readonly item: ReportItem;
  readonly data: ReportData;
  /** Name of the culture that numbers and dates are written in. */
  readonly culture: string;
  /** Pixels; the item's own size at 96 dpi when left out. */
  readonly size?: PixelSize | undefined;
  readonly externalImages?: ExternalImages | undefined;
};

/** How each kind is called in what was drawn as data (DESIGN.md section 12). */
const KIND_NAMES: Readonly<Record<PinnableKind, string>> = {
  chart: 'Chart',
  gauge: 'GaugePanel',
  map: 'Map',
  image: 'Image',
};

/** More than any tile needs; a larger picture would exhaust memory before its PNG is refused. */
const MAX_SIDE = 8192;

/**
 * The item of a name.
 *
 * @throws RdlError ITEM_NOT_FOUND with the text of the report server (S7).
 */
export function itemNamed(report: Report, name: string): ReportItem {
  const item = report.items.find((candidate) => candidate.name === name);
  if (!item)
    throw new RdlError('ITEM_NOT_FOUND', `Report item '${name}' cannot be found.`, { element: name });
  return item;
}

/**
 * The item of a name, if it can be drawn.
 *
 * @throws RdlError ITEM_NOT_FOUND or ITEM_NOT_DRAWABLE with the reason.
 */
export function drawableItem(report: Report, name: string, renderers: Renderers): ReportItem {
  const item = itemNamed(report, name);
  const reason = whyNotDrawable(item, report, renderers);
  if (reason === undefined) return item;
  throw new RdlError('ITEM_NOT_DRAWABLE', reason, { element: name, line: item.element.line });
}

/** Draws one item as SVG. */
export async function drawItem(
  request: DrawRequest,
  renderers: Renderers,
  text: TextMeasure,
): Promise<DrawnItem> {
  const { report, item, data, culture } = request;
  const renderer = isPinnableKind(item.kind) ? renderers[item.kind] : undefined;
  if (!isPinnableKind(item.kind) || !renderer) {
    throw new RdlError('ITEM_NOT_DRAWABLE', `A ${item.kind} is not drawn.`, { element: item.name });
  }
  const size = checkedSize(request.size ?? ownSize(item, data), item);
  const externalImages = await imagesFor(item, data, request.externalImages);
  const drawn = await renderer.draw({ report, item, data, culture, size, text, externalImages });
  const { width, height } = drawn;
  return {
    ...drawn,
    data: { item: item.name, kind: KIND_NAMES[item.kind], width, height, ...drawn.data },
    warnings: [...new Set([...drawn.warnings, ...data.warnings])],
  };
}

function checkedSize(size: PixelSize, item: ReportItem): PixelSize {
  const width = Math.round(size.width);
  const height = Math.round(size.height);
  if (width >= 1 && height >= 1 && width <= MAX_SIDE && height <= MAX_SIDE) return { width, height };
  const message = `A picture of ${width} × ${height} pixels is not drawn: each side has 1 to ${MAX_SIDE}.`;
  throw new RdlError('TOO_LARGE', message, { element: item.name, line: item.element.line });
}
