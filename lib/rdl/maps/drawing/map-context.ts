import type { Color } from '../../drawing/color.ts';
import type { SvgWriter } from '../../drawing/svg.ts';
import type { TextMeasure } from '../../drawing/text-metrics.ts';
import type { PlacedText } from '../../gauges/layout/label-layout.ts';

/** What everything that draws a part of a map needs. */
export type MapDrawContext = {
  readonly svg: SvgWriter;
  readonly measure: TextMeasure;
  readonly shadow: Color;
  /** The texts of grid and panels, gathered in the order in which they are drawn. */
  readonly texts: PlacedText[];
};
