import { parseColor, WHITE } from '../rdl/drawing/color.ts';
import { DEFAULT_FONT } from '../rdl/drawing/font.ts';
import { SvgWriter } from '../rdl/drawing/svg.ts';
import { drawTextBlock } from '../rdl/drawing/text-block.ts';
import { createTextMeasure } from '../rdl/drawing/text-metrics.ts';
import { wrapText } from '../rdl/drawing/text-wrap.ts';
import { createPngRenderer } from '../rdl/png/png-renderer.ts';

const PIXELS_PER_POINT = 96 / 72;
const MARGIN = 16;
const QUIET = parseColor('#616161') ?? WHITE;

/** A white picture with a sentence in its middle; width and height in points, as a report's items have them. */
export async function placeholderPicture(options: {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly text: string;
}): Promise<Uint8Array> {
  const [width, height] = [
    Math.round(options.width * PIXELS_PER_POINT),
    Math.round(options.height * PIXELS_PER_POINT),
  ];
  const measure = createTextMeasure();
  const svg = new SvgWriter(width, height);
  svg.rect({ left: 0, top: 0, width, height }, { fill: WHITE });
  const box = {
    left: MARGIN,
    top: MARGIN,
    width: Math.max(1, width - 2 * MARGIN),
    height: Math.max(1, height - 2 * MARGIN),
  };
  const lines = wrapText(options.text, DEFAULT_FONT, measure, box.width);
  drawTextBlock(
    svg,
    box,
    { lines, font: DEFAULT_FONT, color: QUIET, align: 'center', verticalAlign: 'middle' },
    measure,
  );
  return createPngRenderer().render({
    svg: svg.toString(),
    width,
    height,
    scale: options.scale,
    background: 'white',
  });
}
