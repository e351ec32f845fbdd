import type { PixelBox } from '../../drawing/svg.ts';
import type { TextMeasure } from '../../drawing/text-metrics.ts';
import { textSize } from '../../drawing/text-wrap.ts';
import type { ColorScaleModel } from '../model/map-model.ts';

/** Pixels of a colour scale, measured; ticks below the bar are one longer than those above. */
const BAR_HEIGHT = 16;
const PAD = { sides: 15, top: 17, bottom: 15 };
const LABEL_GAP = 2;
const LEAST_SWATCH = 20;

export type ColorScaleLabel = {
  readonly text: string;
  /** The middle of the text, and the place of its tick. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly tickX: number;
  readonly above: boolean;
};

export type ColorScaleLayout = {
  readonly bar: PixelBox;
  readonly swatchWidth: number;
  readonly tickLength: number;
  readonly labels: readonly ColorScaleLabel[];
};

type Measures = {
  readonly swatch: number;
  readonly overhang: number;
  readonly lineHeight: number;
  readonly tick: number;
  readonly titleHeight: number;
  readonly titleWidth: number;
};

/** Swatches are as wide as the widest label; half of one stands over at both ends. */
export function colorScaleSize(
  scale: ColorScaleModel,
  measure: TextMeasure,
): { readonly width: number; readonly height: number } {
  const { swatch, overhang, lineHeight, tick, titleHeight, titleWidth } = measures(scale, measure);
  const row = (placement: 'Top' | 'Bottom', tickLength: number) =>
    scale.labelPlacement === 'Alternate' || scale.labelPlacement === placement
      ? lineHeight + LABEL_GAP + tickLength
      : 0;
  const bar = swatch * scale.swatches.length;
  return {
    width: Math.max(bar + 2 * (overhang + PAD.sides), titleWidth + 2 * PAD.sides),
    height: PAD.top + titleHeight + row('Top', tick) + BAR_HEIGHT + row('Bottom', tick + 1) + PAD.bottom,
  };
}

/** The bar and the labels inside a box. */
export function layoutColorScale(
  scale: ColorScaleModel,
  box: PixelBox,
  measure: TextMeasure,
): ColorScaleLayout {
  const { swatch, lineHeight, tick, titleHeight } = measures(scale, measure);
  const count = scale.swatches.length;
  const room = box.width - 2 * PAD.sides;
  const swatchWidth = Math.max(1, Math.min(swatch, Math.floor(room / Math.max(1, count))));
  const above = scale.labelPlacement === 'Bottom' ? 0 : lineHeight + LABEL_GAP + tick;
  const bar = {
    left: box.left + Math.round((box.width - swatchWidth * count) / 2),
    top: box.top + PAD.top + titleHeight + above,
    width: swatchWidth * count,
    height: BAR_HEIGHT,
  };
  return {
    bar,
    swatchWidth,
    tickLength: tick,
    labels: placeLabels(scale, { bar, swatchWidth, tick }, measure),
  };
}

function measures(scale: ColorScaleModel, measure: TextMeasure): Measures {
  const { font } = scale.style;
  const widths = scale.labels.map((label) => textSize(label, font, measure).width);
  const widest = Math.max(LEAST_SWATCH, ...widths);
  const title = scale.title === '' ? undefined : textSize(scale.title, scale.titleStyle.font, measure);
  return {
    swatch: widest,
    overhang: Math.round(widest / 2),
    lineHeight: measure.lineHeight(font),
    tick: Math.ceil(scale.tickLength),
    titleHeight: title ? title.height + 3 : 0,
    titleWidth: title?.width ?? 0,
  };
}

/** Labels stand below and above in turn; the last one begins where the first one's width would put it: measured. */
function placeLabels(
  { labels, labelPlacement, style, hideEndLabels }: ColorScaleModel,
  { bar, swatchWidth, tick }: { readonly bar: PixelBox; readonly swatchWidth: number; readonly tick: number },
  measure: TextMeasure,
): readonly ColorScaleLabel[] {
  const sizes = labels.map((label) => textSize(label, style.font, measure));
  const firstHalf = (sizes[0]?.width ?? 0) / 2;
  return labels.flatMap((text, index): readonly ColorScaleLabel[] => {
    const last = index === labels.length - 1;
    if (hideEndLabels && (index === 0 || last)) return [];
    const { width, height } = sizes[index] ?? { width: 0, height: 0 };
    const tickX = bar.left + index * swatchWidth;
    const above = labelPlacement === 'Top' || (labelPlacement === 'Alternate' && index % 2 === 1);
    const y = above
      ? bar.top - tick - LABEL_GAP - height / 2
      : bar.top + bar.height + tick + 1 + LABEL_GAP + height / 2;
    const x = last && index > 0 ? tickX - firstHalf + width / 2 : tickX;
    return [{ text, x: index === 0 ? x + 0.5 : x, y, width, height, tickX, above }];
  });
}
