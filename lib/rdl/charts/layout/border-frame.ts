import type { ChartModel } from '../model/chart-model.ts';
import type { Canvas, RelativeBox, Size } from './boxes.ts';

const PICTURE: RelativeBox = { x: 0, y: 0, width: 100, height: 100 };
/** The radius of rounded corners, by which all sizes of border skins go; pixels. */
export const CORNER_RADIUS = 15;
/** A skin wider than this share of the picture leaves no room for a chart and takes none. */
const WIDEST = 30;

/** The thickness of a skin's frame in pixels, and where its title stands. */
export type SkinFrame = { readonly leftTop: Size; readonly rightBottom: Size; readonly title: boolean };

/** The frame of a border skin; undefined for skins without one (`Emboss`) and unknown names. */
export function skinFrame(type: string): SkinFrame | undefined {
  const thin = CORNER_RADIUS * 0.8;
  if (/^frametitle[1-8]$/i.test(type)) {
    const open = /8$/.test(type);
    const openRight = open || /7$/.test(type);
    return {
      leftTop: { width: open ? 0 : thin, height: CORNER_RADIUS * 2 },
      rightBottom: { width: openRight ? 0 : thin, height: thin },
      title: true,
    };
  }
  if (/^framethin[1-6]$/i.test(type)) {
    const size = { width: thin, height: thin };
    return { leftTop: size, rightBottom: size, title: false };
  }
  if (/^(?:raised|sunken)$/i.test(type)) {
    const size = { width: 0, height: 0 };
    return { leftTop: size, rightBottom: size, title: false };
  }
  return undefined;
}

/** What a border skin leaves of the picture, and where the first title stands in the frame; percents. */
export function frameOf(
  model: ChartModel,
  canvas: Canvas,
): { readonly inside: RelativeBox; readonly title: RelativeBox | undefined } {
  if (!model.borderSkin) return { inside: PICTURE, title: undefined };
  const frame = skinFrame(model.borderSkin.type);
  if (!frame) {
    const half = CORNER_RADIUS / 2;
    const embossed = { width: half, height: half };
    return { inside: inset(canvas, embossed, { width: half * 1.5, height: half * 1.5 }), title: undefined };
  }
  const leftTop = {
    width: frame.leftTop.width + CORNER_RADIUS * 0.7,
    height: frame.leftTop.height + CORNER_RADIUS * 0.85,
  };
  const rightBottom = {
    width: frame.rightBottom.width + CORNER_RADIUS * 0.7,
    height: frame.rightBottom.height + CORNER_RADIUS * 0.7,
  };
  const edge = CORNER_RADIUS * 0.25;
  const title = {
    x: canvas.xPercent(edge),
    y: canvas.yPercent(edge),
    width: 100 - canvas.xPercent(edge),
    height: canvas.yPercent(CORNER_RADIUS * 1.6),
  };
  return { inside: inset(canvas, leftTop, rightBottom), title: frame.title ? title : undefined };
}

function inset(canvas: Canvas, leftTop: Size, rightBottom: Size): RelativeBox {
  const limited = (percent: number) => (percent > WIDEST ? 0 : percent);
  const x = limited(canvas.xPercent(leftTop.width));
  const y = limited(canvas.yPercent(leftTop.height));
  return {
    x,
    y,
    width: 100 - x - limited(canvas.xPercent(rightBottom.width)),
    height: 100 - y - limited(canvas.yPercent(rightBottom.height)),
  };
}
