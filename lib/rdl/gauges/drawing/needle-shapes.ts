import type { Point } from '../../drawing/svg.ts';
import type { NeedleStyle } from '../model/gauge-model.ts';
import { polygonShape, type Shape } from './shape.ts';

/** Measures of a needle in pixels: from the pivot to its tip, and its width. */
export type NeedleSize = { readonly length: number; readonly width: number };

/** How long the tail is, as a part of the needle. */
const TAIL = 0.375;

/**
 * The outline of a needle that points down from the origin. Measured in the gallery: Triangular, TaperedWithTail,
 * Tapered, StealthArrow and TaperedWithRoundedPoint; the others are made of the same parts by their description
 * (MS-RDL 2.200.16).
 */
export function needleOutline(style: NeedleStyle, size: NeedleSize): Shape {
  return polygonShape(mirrored(halfOutline(style, size)));
}

/** The right side of a needle from its back to its tip: half widths and distances from the pivot. */
function halfOutline(style: NeedleStyle, { length, width }: NeedleSize): readonly Point[] {
  const half = width / 2;
  const shaft = width / 3;
  const shoulder = Math.max(0, length - width);
  const tail = -TAIL * length;
  const tip: Point = [0, length];
  switch (style) {
    case 'Triangular':
      return [[half, 0], tip];
    case 'Rectangular':
      return [
        [half, 0],
        [half, length],
      ];
    case 'TaperedWithTail':
      return [[half, tail], [half / 2, shoulder], tip];
    case 'Tapered':
      return [[half, 0], [shaft, shoulder], tip];
    case 'ArrowWithTail':
      return [[shaft, tail], [shaft, shoulder], [half, shoulder], tip];
    case 'Arrow':
      return [[shaft, 0], [shaft, shoulder], [half, shoulder], tip];
    case 'StealthArrowWithTail':
      return [[shaft, tail], ...stealthHead(shaft, { length, width })];
    case 'StealthArrow':
      return [[shaft, 0], ...stealthHead(shaft, { length, width })];
    case 'TaperedWithStealthArrow':
      return [[half, 0], ...stealthHead(half / 2, { length, width })];
    case 'StealthArrowWithWideTail':
      return [[half, tail], ...stealthHead(half / 2, { length, width })];
    case 'TaperedWithRoundedPoint':
      return [[half, 0], ...roundedPoint(half / 2, length)];
  }
}

/** The head reaches back beyond the point where the shaft meets it. */
function stealthHead(shaft: number, { length, width }: NeedleSize): readonly Point[] {
  return [
    [shaft, length - width],
    [width * 0.525, length - width * 1.2],
    [0, length],
  ];
}

function roundedPoint(radius: number, length: number): readonly Point[] {
  const steps = 8;
  return Array.from({ length: steps + 1 }, (_, index): Point => {
    const angle = (Math.PI / 2) * (index / steps);
    return [radius * Math.cos(angle), length - radius + radius * Math.sin(angle)];
  });
}

function mirrored(half: readonly Point[]): readonly Point[] {
  return [...half, ...half.toReversed().map(([x, y]): Point => [-x, y])];
}
