import type { PixelBox, SvgWriter } from '../../drawing/svg.ts';
import { drawTextAround, drawTextBlock } from '../../drawing/text-block.ts';
import type { TextMeasure } from '../../drawing/text-metrics.ts';
import type { Canvas } from '../layout/boxes.ts';
import { textDegrees } from '../layout/text-direction.ts';
import type { PlacedTitle } from '../layout/title-layout.ts';
import { drawBoxBack, drawBoxFrame } from './crisp.ts';

type Tools = { readonly svg: SvgWriter; readonly canvas: Canvas; readonly measure: TextMeasure };

/** A title with its background and frame; the text lies at the alignment of its side. */
export function drawTitle(placed: PlacedTitle, tools: Tools): void {
  const { title, lines } = placed;
  const { svg, canvas } = tools;
  const box = canvas.toPixels(placed.box);
  if (title.text === '') return;
  drawBoxBack(svg, box, title.box);
  drawBoxFrame(svg, box, title.box);
  const { shadow, background } = title.box;
  if (shadow && !background) {
    const { color, offset } = shadow;
    const moved = { ...box, left: box.left + offset, top: box.top + offset };
    drawLines(placed, moved, { ...tools, color });
  }
  if (lines.length > 0) drawLines(placed, box, { ...tools, color: title.style.color });
}

type Paint = Tools & { readonly color: PlacedTitle['title']['style']['color'] };

function drawLines(
  { title, lines, vertical }: PlacedTitle,
  box: PixelBox,
  { svg, measure, color }: Paint,
): void {
  const { font } = title.style;
  const { side, alignment } = title.dock;
  const level = side === 'Top' || side === 'Bottom';
  if (!vertical) {
    const align = level ? ({ Near: 'left', Center: 'center', Far: 'right' } as const)[alignment] : 'left';
    const verticalAlign = level
      ? 'middle'
      : ({ Near: 'top', Center: 'middle', Far: 'bottom' } as const)[alignment];
    drawTextBlock(svg, box, { lines, font, color, align, verticalAlign }, measure);
    return;
  }
  const length = lines.reduce((longest, line) => Math.max(longest, measure.width(line, font)), 0);
  const shift = (box.height - length) / 2;
  const offset = level || alignment === 'Center' ? 0 : alignment === 'Near' ? -shift : shift;
  const x = box.left + box.width / 2;
  const y = box.top + box.height / 2 + offset;
  const degrees = textDegrees(title.orientation, side);
  drawTextAround(svg, { x, y, degrees }, { lines, font, color }, measure);
}
