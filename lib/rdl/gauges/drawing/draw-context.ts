import type { Color } from '../../drawing/color.ts';
import type { SvgWriter } from '../../drawing/svg.ts';
import type { TextMeasure } from '../../drawing/text-metrics.ts';

/** What everything that draws a part of a gauge panel needs. */
export type DrawContext = {
  readonly svg: SvgWriter;
  readonly measure: TextMeasure;
  /** The colour of all shadows. */
  readonly shadow: Color;
  readonly warn: (sentence: string) => void;
};
