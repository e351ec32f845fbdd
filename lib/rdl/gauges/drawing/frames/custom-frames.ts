import type { FrameShape } from '../../model/frame-shapes.ts';
import { type Contour, circleContour, type Step } from './contour.ts';

/**
 * A frame with a drawn outline, in design units: the outer edge, the edge between its two rings and the edge of its
 * inside. Brightness runs from the top left to the bottom right, as factors on the colour of the frame (outer ring and
 * inner ring) and of the background.
 */
export type CustomFrame = {
  readonly width: number;
  readonly height: number;
  readonly outer: Contour;
  readonly middle: Contour;
  readonly inner: Contour;
  /** Degrees of the direction in which the outer ring darkens, clockwise from the right. */
  readonly direction: number;
  readonly outerShades: readonly [from: number, to: number];
  readonly ringShades: readonly [from: number, to: number];
  readonly insideShades: readonly [from: number, to: number];
  /** The circle over which a glass lies. */
  readonly glass: { readonly x: number; readonly y: number; readonly radius: number } | undefined;
};

const RING_SHADES = [0.57, 1.04] as const;
const INSIDE_SHADES = [0.88, 1.065] as const;

/** Measured: two rings around a circle. */
const TWO_RINGS: CustomFrame = {
  width: 318,
  height: 318,
  outer: circleContour(159, 159, 158),
  middle: circleContour(159, 159, 152),
  inner: circleContour(159, 159, 146.7),
  direction: 49,
  outerShades: [1.04, 0.65],
  ringShades: RING_SHADES,
  insideShades: INSIDE_SHADES,
  glass: { x: 159, y: 159, radius: 146.7 },
};

/** Measured: a broad ring that stands on a foot. */
const WITH_FOOT: CustomFrame = {
  ...TWO_RINGS,
  outer: [
    ['M', 68.5, 277],
    ['A', 149, 1, 1, 249.5, 277],
    ['C', 246.5, 281, 247, 284, 246, 290],
    ['C', 236, 307, 200, 319.2, 159, 319.2],
    ['C', 118, 319.2, 82, 307, 72, 290],
    ['C', 71, 284, 71.5, 281, 68.5, 277],
    ['Z'],
  ],
  middle: circleContour(159, 159, 134.4),
  inner: circleContour(159, 159, 130.6),
  direction: 58,
  outerShades: [1.03, 0.68],
  glass: { x: 159, y: 159, radius: 130.6 },
};

/** Measured: a ring with twelve studs. */
const STUDDED: CustomFrame = {
  ...TWO_RINGS,
  outer: studs(12, { ring: 149.7, top: 158.3, base: 6.4, cap: 3.6 }),
  middle: circleContour(159, 159, 130.2),
  inner: circleContour(159, 159, 126.8),
  direction: 25,
  outerShades: [1.03, 0.6],
  glass: { x: 159, y: 159, radius: 126.8 },
};

/** Measured: a half circle on a bowl, with a dip for the pivot. The middle of its circle lies at half by three quarters. */
const HALF_CIRCLE: CustomFrame = {
  width: 300,
  height: 200,
  outer: [
    ['M', 4.5, 148],
    ['A', 145.5, 0, 1, 295.5, 148],
    ['C', 295.5, 165, 284, 176, 268, 181.5],
    ['C', 235, 191, 190, 195, 150, 195],
    ['C', 110, 195, 65, 191, 32, 181.5],
    ['C', 16, 176, 4.5, 165, 4.5, 148],
    ['Z'],
  ],
  middle: [
    ['M', 10.2, 150],
    ['A', 139.8, 0, 1, 289.8, 150],
    ['C', 289.8, 163, 282, 172.8, 268, 173],
    ['L', 177, 173.5],
    ['C', 172, 173.5, 167, 183, 150, 183],
    ['C', 133, 183, 128, 173.5, 123.2, 173.5],
    ['L', 32, 172.8],
    ['C', 18, 172.8, 10.2, 163, 10.2, 150],
    ['Z'],
  ],
  inner: [
    ['M', 13.4, 149],
    ['A', 136.6, 0, 1, 286.6, 149],
    ['C', 286.6, 161, 279, 169.8, 266, 170],
    ['L', 178, 171],
    ['C', 172, 171, 166, 179.7, 150, 179.7],
    ['C', 134, 179.7, 128, 171, 122, 170.8],
    ['L', 34, 169.5],
    ['C', 21, 169.2, 13.4, 161, 13.4, 149],
    ['Z'],
  ],
  direction: 58,
  outerShades: [1.03, 0.75],
  ringShades: [0.6, 1.02],
  insideShades: [0.88, 1.04],
  glass: undefined,
};

/** A quarter circle with round corners, its arc at the top right: not measured, drawn after the half circle. */
const QUARTER_CIRCLE: CustomFrame = {
  width: 200,
  height: 200,
  outer: quarter(0),
  middle: quarter(5.5),
  inner: quarter(9),
  direction: 58,
  outerShades: [1.03, 0.75],
  ringShades: [0.6, 1.02],
  insideShades: [0.88, 1.04],
  glass: undefined,
};

/** A frame with a drawn outline, and how it is turned. */
export type FoundFrame = {
  readonly frame: CustomFrame;
  readonly quarterTurns: number;
  /** The picture of the rendering engine is known; otherwise the nearest known shape stands for it. */
  readonly known: boolean;
};

/** The drawn frame of a shape; undefined for the plain shapes, which are not drawn from an outline. */
export function customFrame(shape: FrameShape): FoundFrame | undefined {
  const circular = /^CustomCircular(\d+)$/.exec(shape)?.[1];
  if (circular !== undefined) return customCircular(circular);
  const half = /^CustomSemiCircular([NESW])(\d)$/.exec(shape);
  if (half) {
    const quarterTurns = 'NESW'.indexOf(half[1] ?? 'N');
    return { frame: HALF_CIRCLE, quarterTurns, known: half[2] === '1' };
  }
  const part = /^CustomQuarterCircular(NE|SE|SW|NW)\d$/.exec(shape)?.[1];
  if (part === undefined) return undefined;
  return { frame: QUARTER_CIRCLE, quarterTurns: ['NE', 'SE', 'SW', 'NW'].indexOf(part), known: false };
}

function customCircular(number: string): FoundFrame {
  const found = { '1': TWO_RINGS, '4': WITH_FOOT, '7': STUDDED }[number];
  return { frame: found ?? TWO_RINGS, quarterTurns: 0, known: found !== undefined };
}

type Stud = { readonly ring: number; readonly top: number; readonly base: number; readonly cap: number };

/** A ring with studs; angles of a stud's base and top in degrees to each side. */
function studs(count: number, { ring, top, base, cap }: Stud): Contour {
  const at = (degrees: number, radius: number): readonly [number, number] => {
    const angle = (degrees * Math.PI) / 180;
    return [159 + Math.sin(angle) * radius, 159 - Math.cos(angle) * radius];
  };
  const steps: Step[] = [['M', ...at(-base, ring)]];
  for (let index = 0; index < count; index++) {
    const middle = (index * 360) / count;
    const next = middle + 360 / count;
    steps.push([
      'C',
      ...at(middle - base + 1, top - 2),
      ...at(middle - base + 1, top),
      ...at(middle - cap, top),
    ]);
    steps.push(['A', top, 0, 1, ...at(middle + cap, top)]);
    steps.push([
      'C',
      ...at(middle + base - 1, top),
      ...at(middle + base - 1, top - 2),
      ...at(middle + base, ring),
    ]);
    steps.push(['A', ring, 0, 1, ...at(next - base, ring)]);
  }
  return [...steps, ['Z']];
}

function quarter(inset: number): Contour {
  const low = 5 + inset;
  const high = 195 - inset;
  const round = 30 - inset;
  const radius = high - low - round;
  return [
    ['M', low, high - round],
    ['L', low, low + round],
    ['C', low, low + round / 2, low + round / 2, low, low + round, low],
    ['A', radius, 0, 1, high, high - round],
    ['C', high, high - round / 2, high - round / 2, high, high - round, high],
    ['L', low + round, high],
    ['C', low + round / 2, high, low, high - round / 2, low, high - round],
    ['Z'],
  ];
}
