import type { ReportData } from '../data/scope.ts';
import { parseLength, picturePixels } from '../drawing/length.ts';
import type { ReportItem } from '../model/report.ts';
import { textAt } from '../reader/element.ts';

export type PixelSize = { readonly width: number; readonly height: number };

/**
 * The size of an item on its page, at 96 dpi: what `DynamicWidth` and `DynamicHeight` of a chart come to with the data
 * at hand, its fixed size where they are absent or no lengths.
 */
export function ownSize(item: ReportItem, data: ReportData): PixelSize {
  const side = (name: string, fixed: number) => picturePixels(dynamicLength(item, name, data) ?? fixed);
  return { width: side('DynamicWidth', item.box.width), height: side('DynamicHeight', item.box.height) };
}

function dynamicLength(item: ReportItem, name: string, data: ReportData): number | undefined {
  const source = textAt(item.element, name);
  if (source === undefined || source === '') return undefined;
  const evaluated = data.body.evaluate(source);
  const length =
    evaluated.ok && evaluated.value.type === 'String' ? parseLength(evaluated.value.value) : undefined;
  return length !== undefined && length > 0 ? length : undefined;
}
