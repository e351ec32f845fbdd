import { BLACK, type Color, darken, WHITE, withAlpha } from '../../drawing/color.ts';
import { backgroundFill } from '../../drawing/gradients.ts';
import type { PixelBox, SvgWriter } from '../../drawing/svg.ts';
import { CORNER_RADIUS, skinFrame } from '../layout/border-frame.ts';
import type { BorderSkinModel, ChartModel } from '../model/chart-model.ts';

/** Room at the right and below for the shadow of a frame, as a share of the corner radius. */
const SHADOW_SHARE = 0.3;
/** The face of a frame is this much darker than its colour (measured). */
const FRAME_SHADE = 0.21;
const EDGE: Color = { red: 211, green: 211, blue: 211, alpha: 255 };

/** The skin around a chart: page colour, frame, and the chart's own background inside. */
export function drawBorderSkin(skin: BorderSkinModel, model: ChartModel, svg: SvgWriter): void {
  const whole = { left: 0, top: 0, width: svg.width, height: svg.height };
  svg.rect(whole, { fill: skin.pageColor });
  const frame = skinFrame(skin.type);
  const kind = skin.type.toLowerCase();
  if (!frame) {
    drawEmbossed(model, svg);
    return;
  }
  if (kind === 'raised' || kind === 'sunken') {
    drawBevel(kind, whole, model, svg);
    return;
  }
  const shadow = CORNER_RADIUS * SHADOW_SHARE;
  const outer = { ...whole, width: svg.width - shadow, height: svg.height - shadow };
  const { leftTop, rightBottom } = frame;
  const inner = {
    left: leftTop.width,
    top: leftTop.height,
    width: outer.width - leftTop.width - rightBottom.width,
    height: outer.height - leftTop.height - rightBottom.height,
  };
  const { outerRadius, innerRadius } = cornersOf(kind);
  const fill = isPlain(skin)
    ? darken(skin.background.color, FRAME_SHADE)
    : backgroundFill(svg, outer, skin.background);
  svg.rect({ ...outer, radius: outerRadius }, { fill, ...(skin.border ? { stroke: skin.border } : {}) });
  drawInside(inner, innerRadius, model, svg);
  const line = { ...inner, left: inner.left + 0.5, top: inner.top + 0.5, radius: innerRadius };
  svg.rect(line, { stroke: { color: EDGE, width: 1 } });
}

function isPlain({ background }: BorderSkinModel): boolean {
  const { gradientType = 'None', hatchType } = background;
  return gradientType === 'None' && hatchType === undefined;
}

/** Frames differ in which of their corners are round. */
function cornersOf(kind: string): { readonly outerRadius: number; readonly innerRadius: number } {
  const square = 1;
  switch (kind.at(-1)) {
    case '2':
      return { outerRadius: CORNER_RADIUS, innerRadius: square };
    case '3':
      return { outerRadius: square, innerRadius: square };
    case '4':
      return { outerRadius: square, innerRadius: CORNER_RADIUS };
    case '7':
    case '8':
      return { outerRadius: square, innerRadius: square };
    default:
      return { outerRadius: CORNER_RADIUS, innerRadius: CORNER_RADIUS };
  }
}

function drawInside(box: PixelBox, radius: number, model: ChartModel, svg: SvgWriter): void {
  const fill = model.background ? backgroundFill(svg, box, model.background) : WHITE;
  svg.rect({ ...box, radius }, { fill });
}

function drawEmbossed(model: ChartModel, svg: SvgWriter): void {
  const inset = CORNER_RADIUS / 2;
  const box = {
    left: inset,
    top: inset,
    width: svg.width - inset - CORNER_RADIUS * 0.75,
    height: svg.height - inset - CORNER_RADIUS * 0.75,
  };
  for (const [offset, alpha] of [
    [5, 20],
    [4, 30],
    [3, 40],
    [2, 50],
  ] as const) {
    const shadow = { ...box, left: box.left + offset, top: box.top + offset, radius: CORNER_RADIUS };
    svg.rect(shadow, { fill: withAlpha(BLACK, alpha) });
  }
  drawInside(box, CORNER_RADIUS, model, svg);
}

/** Light falls on the upper left of a raised chart and on the lower right of a sunken one. */
function drawBevel(kind: 'raised' | 'sunken', whole: PixelBox, model: ChartModel, svg: SvgWriter): void {
  const width = 3;
  const light = withAlpha(WHITE, 200);
  const dark = withAlpha(BLACK, 110);
  const [upper, lower] = kind === 'raised' ? [light, dark] : [dark, light];
  drawInside(whole, 0, model, svg);
  const right = whole.width;
  const bottom = whole.height;
  svg.polygon(
    [
      [0, 0],
      [right, 0],
      [right - width, width],
      [width, width],
      [width, bottom - width],
      [0, bottom],
    ],
    { fill: upper },
  );
  svg.polygon(
    [
      [right, bottom],
      [0, bottom],
      [width, bottom - width],
      [right - width, bottom - width],
      [right - width, width],
      [right, 0],
    ],
    { fill: lower },
  );
}
