import { BLACK, blend, type Color, darken, parseColor, withAlpha } from '../../drawing/color.ts';
import { PIXELS_PER_POINT } from '../../drawing/length.ts';
import type { PixelBox, Point } from '../../drawing/svg.ts';
import { drawTextBlock } from '../../drawing/text-block.ts';
import type { DigitModel, NumericIndicatorModel } from '../model/gauge-model.ts';
import type { DrawContext } from './draw-context.ts';
import { SEGMENTS, segmentsOf } from './segments.ts';
import { paintShape } from './shape.ts';

const DRUM = parseColor('DimGray') ?? BLACK;

/** Draws a numeric indicator: one cell a digit, as drums of a counter or as segments. */
export function drawNumericIndicator(
  context: DrawContext,
  indicator: NumericIndicatorModel,
  box: PixelBox,
): void {
  const { digits, shape } = indicator;
  if (box.width <= 0 || box.height <= 0 || digits.length === 0) return;
  paintShape(context, { path: rectanglePath(box), box }, shape);
  const width = box.width / digits.length;
  digits.forEach((digit, index) => {
    const cell = { left: box.left + index * width, top: box.top, width, height: box.height };
    if (indicator.style === 'Mechanical') drawDrum(context, digit, { indicator, cell });
    else drawSegments(context, digit, { indicator, cell });
    if (index > 0) drawSeparator(context, indicator, cell);
  });
}

type InCell = { readonly indicator: NumericIndicatorModel; readonly cell: PixelBox };

/** A drum is darker above and below, its decimals are of a colour of their own. */
function drawDrum({ svg, measure }: DrawContext, digit: DigitModel, { indicator, cell }: InCell): void {
  const base = indicator.shape.fill?.color ?? withAlpha(DRUM, 0);
  if (base.alpha > 0) {
    const { left, top, width, height } = cell;
    const dark = darken(base, 0.55);
    const fill = svg.linearGradient(
      [left, top],
      [left, top + height],
      [
        { offset: 0, color: dark },
        { offset: 0.5, color: base },
        { offset: 1, color: dark },
      ],
    );
    svg.rect({ left, top, width, height }, { fill });
  }
  const pixels = Math.min(cell.height * 0.72, cell.width * 1.4);
  const font = { ...indicator.font, size: pixels / PIXELS_PER_POINT };
  const lines = [digit.point ? `${digit.text}.` : digit.text];
  drawTextBlock(
    svg,
    cell,
    { lines, font, color: digit.color, align: 'center', verticalAlign: 'middle' },
    measure,
  );
}

function drawSegments({ svg }: DrawContext, digit: DigitModel, { indicator, cell }: InCell): void {
  const fourteen = indicator.style === 'Digital14Segment';
  const lit = segmentsOf(digit.text, fourteen);
  const dim = indicator.dimColor ?? blend(digit.color, BLACK, 0.85);
  const at = ([x, y]: Point): Point => [
    cell.left + cell.width * (0.14 + 0.64 * x - 0.06 * (y - 0.5)),
    cell.top + cell.height * (0.1 + 0.8 * y),
  ];
  const paint = (on: boolean): Color => (on ? digit.color : dim);
  for (const [name, outline] of Object.entries(fourteen ? SEGMENTS.fourteen : SEGMENTS.seven)) {
    svg.polygon(outline.map(at), { fill: paint(lit.has(name)) });
  }
  const dot = cell.width * 0.07;
  svg.circle([cell.left + cell.width * 0.9, cell.top + cell.height * 0.88], dot, {
    fill: paint(digit.point),
  });
}

function drawSeparator({ svg }: DrawContext, indicator: NumericIndicatorModel, cell: PixelBox): void {
  const { separatorColor, separatorWidth } = indicator;
  if (!separatorColor || separatorWidth <= 0) return;
  const width = (separatorWidth * cell.width) / 100;
  svg.line([cell.left, cell.top], [cell.left, cell.top + cell.height], { color: separatorColor, width });
}

function rectanglePath({ left, top, width, height }: PixelBox): string {
  return `M${left} ${top}H${left + width}V${top + height}H${left}Z`;
}
