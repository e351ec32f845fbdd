import type { ReportData } from '../data/scope.ts';
import type { Report, ReportItem } from '../model/report.ts';
import type { DrawnItem } from './drawn-item.ts';
import type { TextMeasure } from './text-metrics.ts';

/** One a kind of item (chart, gauge, map, image). */
export interface ItemRenderer {
  /** Why this item cannot be drawn truly; undefined when it can. Looks at the definition alone. */
  notDrawable(item: ReportItem, report: Report): string | undefined;
  /** Draws at `size` pixels. What draws is loaded when the first item of the kind is drawn. */
  draw(input: DrawInput): Promise<DrawnItem>;
}

export type DrawInput = {
  readonly report: Report;
  readonly item: ReportItem;
  readonly data: ReportData;
  /** BCP 47 or .NET culture name of the report's Language, already evaluated. */
  readonly culture: string;
  readonly size: { readonly width: number; readonly height: number };
  /** Widths and heights of text from the shipped fonts (`createTextMeasure`). */
  readonly text: TextMeasure;
  /** Bytes of an external image, fetched beforehand from an allowed host; absent when not allowed. */
  readonly externalImages: ReadonlyMap<string, { readonly bytes: Uint8Array; readonly mimeType: string }>;
};
