import type { Point } from '../../../drawing/svg.ts';

/** One step of an outline in design units; `A` is an arc of a circle, clockwise for `1`. */
export type Step =
  | readonly ['M' | 'L', x: number, y: number]
  | readonly ['C', x1: number, y1: number, x2: number, y2: number, x: number, y: number]
  | readonly ['A', radius: number, large: 0 | 1, clockwise: 0 | 1, x: number, y: number]
  | readonly ['Z'];

export type Contour = readonly Step[];

/** A turn by a multiple of 90 degrees about the middle of the design, an enlargement, a shift. */
export type Placing = {
  readonly quarterTurns: number;
  readonly design: { readonly width: number; readonly height: number };
  readonly scale: number;
  /** Where the middle of the design comes to lie. */
  readonly center: Point;
};

/** Path data of an outline at its place, in pixels. */
export function contourPath(contour: Contour, placing: Placing): string {
  const move = mover(placing);
  return contour.map((step) => stepText(step, move, placing.scale)).join('');
}

/** Turns a point of the design into pixels. */
export function mover({ quarterTurns, design, scale, center }: Placing): (x: number, y: number) => Point {
  return (x, y) => {
    let [dx, dy]: Point = [x - design.width / 2, y - design.height / 2];
    for (let turn = 0; turn < ((quarterTurns % 4) + 4) % 4; turn++) [dx, dy] = [-dy, dx];
    return [center[0] + dx * scale, center[1] + dy * scale];
  };
}

function stepText(step: Step, move: (x: number, y: number) => Point, scale: number): string {
  const point = (x: number, y: number) => move(x, y).map(rounded).join(' ');
  switch (step[0]) {
    case 'M':
    case 'L':
      return `${step[0]}${point(step[1], step[2])}`;
    case 'C':
      return `C${point(step[1], step[2])} ${point(step[3], step[4])} ${point(step[5], step[6])}`;
    case 'A': {
      const radius = rounded(step[1] * scale);
      return `A${radius} ${radius} 0 ${step[2]} ${step[3]} ${point(step[4], step[5])}`;
    }
    case 'Z':
      return 'Z';
  }
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

export function circleContour(x: number, y: number, radius: number): Contour {
  return [
    ['M', x - radius, y],
    ['A', radius, 1, 1, x + radius, y],
    ['A', radius, 1, 1, x - radius, y],
    ['Z'],
  ];
}
