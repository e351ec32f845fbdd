import { backgroundFill } from '../../drawing/gradients.ts';
import type { PixelBox } from '../../drawing/svg.ts';
import type { BoxModel } from '../model/map-model.ts';
import type { MapDrawContext } from './map-context.ts';

/** The shadow and background of a panel; a box covers the pixels at both of its ends. */
export function drawBoxBack({ svg, shadow }: MapDrawContext, box: PixelBox, model: BoxModel): void {
  const pixels = { left: box.left - 0.5, top: box.top - 0.5, width: box.width + 1, height: box.height + 1 };
  const { background, shadowOffset } = model;
  if (!background) return;
  if (shadowOffset !== 0 && shadow.alpha > 0) {
    svg.rect(
      { ...pixels, left: pixels.left + shadowOffset, top: pixels.top + shadowOffset },
      { fill: shadow },
    );
  }
  svg.rect(pixels, { fill: backgroundFill(svg, pixels, background) });
}

/** Its frame, along the middles of its outer pixels. */
export function drawBoxFrame({ svg }: MapDrawContext, box: PixelBox, { border }: BoxModel): void {
  if (border) svg.rect(box, { stroke: border });
}
