import { type Color, TRANSPARENT } from '../../../drawing/color.ts';
import { type Background, backgroundFill } from '../../../drawing/gradients.ts';
import type { Fill, PixelBox } from '../../../drawing/svg.ts';
import type { FrameModel } from '../../model/gauge-model.ts';
import type { DrawContext } from '../draw-context.ts';
import { contourPath, mover, type Placing } from './contour.ts';
import { type CustomFrame, customFrame } from './custom-frames.ts';
import { type PlainShape, plainOutline, ringWidths } from './plain-frames.ts';
import { shade } from './shade.ts';

export type DrawnFrame = {
  /** What the contents of the gauge are clipped to, as path data. */
  readonly inside: string;
  /** The circle over which a glass lies. */
  readonly glass: { readonly x: number; readonly y: number; readonly radius: number } | undefined;
};

/** Draws the frame behind a gauge or panel; undefined where it has none. */
export function drawFrame(
  context: DrawContext,
  frame: FrameModel,
  place: { readonly box: PixelBox; readonly gauge: 'radial' | 'linear' },
): DrawnFrame | undefined {
  if (frame.style === 'None') return undefined;
  const custom = customFrame(frame.shape);
  if (!custom) return drawPlain(context, frame, place);
  if (!custom.known) {
    context.warn(`The frame shape ${frame.shape} is drawn as the one most like it.`);
  }
  return drawCustom(context, {
    frame,
    custom: custom.frame,
    quarterTurns: custom.quarterTurns,
    box: place.box,
  });
}

function drawPlain(
  context: DrawContext,
  frame: FrameModel,
  { box: place, gauge }: { readonly box: PixelBox; readonly gauge: 'radial' | 'linear' },
): DrawnFrame {
  const { svg } = context;
  const shape = plainShape(frame, gauge);
  const box = gauge === 'radial' ? place : { ...place, width: place.width - 1, height: place.height - 1 };
  const { ring, outer } = ringWidths(frame, box, gauge);
  const outline = plainOutline(shape, box, 0);
  const { fill } = frame.frame;
  shadow(context, outline.path, frame);
  if (fill) svg.path(outline.path, { fill: backgroundFill(svg, outline.box, fill), edge: true });
  if (fill && frame.style === 'Edged') {
    const middle = plainOutline(shape, box, outer);
    svg.path(middle.path, { fill: backgroundFill(svg, middle.box, reversed(fill)), edge: true });
  }
  const inner = plainOutline(shape, box, ring);
  const { interior } = frame;
  if (interior) {
    svg.path(inner.path, {
      fill: backgroundFill(svg, inner.box, interior),
      edge: frame.style === 'Simple',
    });
  }
  if (frame.frame.border) svg.path(outline.path, { stroke: frame.frame.border });
  const { left, top, width, height } = inner.box;
  const radius = Math.min(width, height) / 2;
  return { inside: inner.path, glass: { x: left + width / 2, y: top + height / 2, radius } };
}

function plainShape({ shape }: FrameModel, gauge: 'radial' | 'linear'): PlainShape {
  if (shape === 'Circular' || shape === 'Rectangular' || shape === 'RoundedRectangular') return shape;
  return gauge === 'radial' ? 'Circular' : 'Rectangular';
}

/** The inner part of a ring with two parts has the same gradient the other way round. */
function reversed(fill: Background): Background {
  return { ...fill, color: fill.gradientEndColor ?? fill.color, gradientEndColor: fill.color };
}

function drawCustom(
  context: DrawContext,
  drawn: {
    readonly frame: FrameModel;
    readonly custom: CustomFrame;
    readonly quarterTurns: number;
    readonly box: PixelBox;
  },
): DrawnFrame {
  const { svg } = context;
  const { frame, custom, box } = drawn;
  const placing = placingIn(drawn);
  const inside = contourPath(custom.inner, placing);
  const outer = contourPath(custom.outer, placing);
  const color = frame.frame.fill?.color ?? TRANSPARENT;
  const across = (base: Color, shades: readonly [number, number]): Fill =>
    gradientAlong(context, { base, shades, box: designBox(custom, placing), direction: custom.direction });
  shadow(context, outer, frame);
  svg.path(outer, { fill: across(color, custom.outerShades) });
  if (frame.style !== 'None') {
    svg.path(contourPath(custom.middle, placing), { fill: across(color, custom.ringShades) });
  }
  svg.path(inside, { fill: across(frame.interior?.color ?? color, custom.insideShades) });
  if (frame.frame.border) svg.path(outer, { stroke: frame.frame.border });
  return { inside, glass: custom.glass && glassAt(custom.glass, placing, box) };
}

function placingIn({
  custom,
  quarterTurns,
  box,
}: {
  readonly custom: CustomFrame;
  readonly quarterTurns: number;
  readonly box: PixelBox;
}): Placing {
  const turned = quarterTurns % 2 === 1;
  const width = turned ? custom.height : custom.width;
  const height = turned ? custom.width : custom.height;
  const scale = Math.min((box.width - 1) / width, (box.height - 1) / height);
  return {
    quarterTurns,
    design: custom,
    scale,
    center: [box.left + (box.width - 1) / 2, box.top + (box.height - 1) / 2],
  };
}

function designBox({ width, height }: CustomFrame, { scale, center, quarterTurns }: Placing): PixelBox {
  const [across, down] = quarterTurns % 2 === 1 ? [height, width] : [width, height];
  return {
    left: center[0] - (across * scale) / 2,
    top: center[1] - (down * scale) / 2,
    width: across * scale,
    height: down * scale,
  };
}

function glassAt(glass: NonNullable<CustomFrame['glass']>, placing: Placing, _box: PixelBox) {
  const [x, y] = mover(placing)(glass.x, glass.y);
  return { x, y, radius: glass.radius * placing.scale };
}

/** A gradient of one colour's shades over a box, from the corner at the top left to the one opposite. */
function gradientAlong(
  { svg }: DrawContext,
  gradient: {
    readonly base: Color;
    readonly shades: readonly [number, number];
    readonly box: PixelBox;
    readonly direction: number;
  },
): Fill {
  const { base, shades, box, direction } = gradient;
  if (base.alpha === 0) return base;
  const angle = (direction * Math.PI) / 180;
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  const reach = (Math.abs(dx) * box.width + Math.abs(dy) * box.height) / 2;
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  return svg.linearGradient(
    [x - dx * reach, y - dy * reach],
    [x + dx * reach, y + dy * reach],
    shades.map((share, index) => ({ offset: index, color: shade(base, share) })),
  );
}

function shadow({ svg, shadow: color }: DrawContext, path: string, { frame }: FrameModel): void {
  const { shadowOffset } = frame;
  if (shadowOffset === 0 || color.alpha === 0) return;
  svg.group({ translate: [shadowOffset, shadowOffset] }, () => svg.path(path, { fill: color, edge: true }));
}
