import type { Point } from '../../drawing/svg.ts';

/** Half the thickness of a segment, as a part of the digit's height. */
const HALF = 0.055;

/** A level bar between two places, pointed at both ends. */
function level(y: number, from: number, to: number): readonly Point[] {
  return [
    [from, y],
    [from + HALF, y - HALF],
    [to - HALF, y - HALF],
    [to, y],
    [to - HALF, y + HALF],
    [from + HALF, y + HALF],
  ];
}

function upright(x: number, from: number, to: number): readonly Point[] {
  const across = HALF * 1.4;
  return [
    [x, from],
    [x + across, from + HALF],
    [x + across, to - HALF],
    [x, to],
    [x - across, to - HALF],
    [x - across, from + HALF],
  ];
}

function diagonal([x1, y1]: Point, [x2, y2]: Point): readonly Point[] {
  const across = HALF * 1.2;
  return [
    [x1 - across, y1],
    [x1 + across, y1],
    [x2 + across, y2],
    [x2 - across, y2],
  ];
}

const FRAME = {
  a: level(0.05, 0.04, 0.96),
  b: upright(0.93, 0.05, 0.5),
  c: upright(0.93, 0.5, 0.95),
  d: level(0.95, 0.04, 0.96),
  e: upright(0.07, 0.5, 0.95),
  f: upright(0.07, 0.05, 0.5),
};

/** The outlines of the segments in a digit of width and height 1. */
export const SEGMENTS: {
  readonly seven: Readonly<Record<string, readonly Point[]>>;
  readonly fourteen: Readonly<Record<string, readonly Point[]>>;
} = {
  seven: { ...FRAME, g: level(0.5, 0.04, 0.96) },
  fourteen: {
    ...FRAME,
    g: level(0.5, 0.04, 0.5),
    h: level(0.5, 0.5, 0.96),
    i: diagonal([0.2, 0.12], [0.42, 0.42]),
    j: upright(0.5, 0.08, 0.48),
    k: diagonal([0.8, 0.12], [0.58, 0.42]),
    l: diagonal([0.58, 0.58], [0.8, 0.88]),
    m: upright(0.5, 0.52, 0.92),
    n: diagonal([0.42, 0.58], [0.2, 0.88]),
  },
};

/** Which segments of seven a character lights; `g` is the one in the middle. */
const LIT: Readonly<Record<string, string>> = {
  '0': 'abcdef',
  '1': 'bc',
  '2': 'abged',
  '3': 'abgcd',
  '4': 'fgbc',
  '5': 'afgcd',
  '6': 'afgedc',
  '7': 'abc',
  '8': 'abcdefg',
  '9': 'abcdfg',
  '-': 'g',
  A: 'abcefg',
  B: 'cdefg',
  C: 'adef',
  D: 'bcdeg',
  E: 'adefg',
  F: 'aefg',
  H: 'bcefg',
  I: 'bc',
  L: 'def',
  N: 'ceg',
  O: 'abcdef',
  P: 'abefg',
  R: 'eg',
  S: 'afgcd',
  T: 'defg',
  U: 'bcdef',
  Y: 'bcdfg',
};

/** The lit segments of a character; a bar across has two halves among fourteen. Unknown characters light none. */
export function segmentsOf(character: string, fourteen: boolean): ReadonlySet<string> {
  if (character === '+') return new Set(fourteen ? ['g', 'h', 'j', 'm'] : ['g']);
  const letters = LIT[character.toUpperCase()] ?? '';
  return new Set([...letters, ...(fourteen && letters.includes('g') ? ['h'] : [])]);
}
