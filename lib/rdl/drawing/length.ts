/** Pixels at 96 dpi in one point. */
export const PIXELS_PER_POINT = 96 / 72;

const POINTS_PER_UNIT: Readonly<Record<string, number>> = {
  pt: 1,
  in: 72,
  cm: 72 / 2.54,
  mm: 72 / 25.4,
  pc: 12,
  px: 72 / 96,
};

/**
 * Reads an RDL size in points. Units pt, in, cm, mm, pc (and px, which some tools write); blanks, capitals and a
 * decimal comma are taken as meant, and a bare number is points. Undefined for anything else.
 */
export function parseLength(text: string): number | undefined {
  const match = /^\s*([+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(text);
  if (!match) return undefined;
  const [, digits = '', unit = ''] = match;
  const factor = unit === '' ? 1 : POINTS_PER_UNIT[unit.toLowerCase()];
  const number = Number(digits.replace(',', '.'));
  return factor === undefined || !Number.isFinite(number) ? undefined : number * factor;
}

export function pointsToPixels(points: number): number {
  return points * PIXELS_PER_POINT;
}

/** The whole pixels that a picture of this many points has, as the rendering engine rounds them; at least 1. */
export function picturePixels(points: number): number {
  return Math.max(1, Math.round(pointsToPixels(points)));
}

/** The pixels of a line: 1 pt is 1 px, 2.25 pt is 3 px, 3 pt is 4 px; 0 for nothing, else at least 1. */
export function linePixels(points: number): number {
  return points <= 0 ? 0 : Math.max(1, Math.round(pointsToPixels(points)));
}
