import { readTrueType, tableOf } from './true-type.ts';

/** A closed contour in font units, y upwards: where it starts, and the rest of it as relative SVG path commands. */
export type Contour = { readonly x: number; readonly y: number; readonly rest: string };

export type Glyph = { readonly advance: number; readonly contours: readonly Contour[] };

/** The glyphs of a face; each is read when it is first asked for and kept. */
export interface GlyphSource {
  readonly unitsPerEm: number;
  /** Undefined where the face lacks the character. */
  glyph(character: string): Glyph | undefined;
}

type CurvePoint = { readonly x: number; readonly y: number; readonly isOn: boolean };

/** A composite glyph may name others only so deep. */
const MAX_PARTS = 8;

/**
 * Reads outlines of a TrueType file: the tables glyf and loca of the OpenType specification, without hinting.
 *
 * @throws RangeError for a file that is no TrueType font
 */
export function readGlyphs(bytes: Uint8Array): GlyphSource {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const face = readTrueType(bytes);
  const outlines = new OutlineReader(file);
  const known = new Map<string, Glyph | undefined>();
  return {
    unitsPerEm: face.unitsPerEm,
    glyph(character) {
      if (known.has(character)) return known.get(character);
      const advance = face.advance(character);
      const index = face.glyphIndex(character);
      const glyph =
        advance === undefined ? undefined : { advance, contours: outlines.read(index, 0).map(contourOf) };
      known.set(character, glyph);
      return glyph;
    },
  };
}

class OutlineReader {
  readonly #glyf: DataView;
  readonly #loca: DataView;
  readonly #hasLongOffsets: boolean;

  constructor(file: DataView) {
    this.#glyf = tableOf(file, 'glyf');
    this.#loca = tableOf(file, 'loca');
    this.#hasLongOffsets = tableOf(file, 'head').getInt16(50) === 1;
  }

  read(glyph: number, depth: number): readonly (readonly CurvePoint[])[] {
    const start = this.#offset(glyph);
    if (start === this.#offset(glyph + 1)) return [];
    const contours = this.#glyf.getInt16(start);
    return contours < 0 ? this.#composite(start + 10, depth) : this.#simple(start + 10, contours);
  }

  #offset(glyph: number): number {
    return this.#hasLongOffsets ? this.#loca.getUint32(4 * glyph) : 2 * this.#loca.getUint16(2 * glyph);
  }

  #simple(at: number, contours: number): readonly (readonly CurvePoint[])[] {
    const glyf = this.#glyf;
    const ends = Array.from({ length: contours }, (_, index) => glyf.getUint16(at + 2 * index));
    const count = (ends.at(-1) ?? -1) + 1;
    const flagsAt = at + 2 * contours + 2 + glyf.getUint16(at + 2 * contours);
    const { flags, next } = this.#flags(flagsAt, count);
    const xs = this.#coordinates(next, flags, { short: 2, same: 16 });
    const ys = this.#coordinates(xs.next, flags, { short: 4, same: 32 });
    const points = flags.map((flag, index) => ({
      x: xs.values[index] ?? 0,
      y: ys.values[index] ?? 0,
      isOn: (flag & 1) !== 0,
    }));
    return ends.map((end, index) => points.slice((ends[index - 1] ?? -1) + 1, end + 1));
  }

  #flags(at: number, count: number): { readonly flags: readonly number[]; readonly next: number } {
    const flags: number[] = [];
    let next = at;
    while (flags.length < count) {
      const flag = this.#glyf.getUint8(next++);
      const repeats = (flag & 8) === 0 ? 0 : this.#glyf.getUint8(next++);
      for (let repeat = 0; repeat <= repeats; repeat++) flags.push(flag);
    }
    return { flags, next };
  }

  #coordinates(
    at: number,
    flags: readonly number[],
    bits: { readonly short: number; readonly same: number },
  ): { readonly values: readonly number[]; readonly next: number } {
    let next = at;
    let value = 0;
    const values = flags.map((flag) => {
      const isSame = (flag & bits.same) !== 0;
      if ((flag & bits.short) !== 0) {
        const distance = this.#glyf.getUint8(next++);
        value += isSame ? distance : -distance;
      } else if (!isSame) {
        value += this.#glyf.getInt16(next);
        next += 2;
      }
      return value;
    });
    return { values, next };
  }

  /** Parts of other glyphs, moved and scaled; accented letters are made so. */
  #composite(at: number, depth: number): readonly (readonly CurvePoint[])[] {
    const glyf = this.#glyf;
    const result: (readonly CurvePoint[])[] = [];
    if (depth >= MAX_PARTS) return result;
    for (let next = at, flags = 32; (flags & 32) !== 0; ) {
      flags = glyf.getUint16(next);
      const glyph = glyf.getUint16(next + 2);
      const isWide = (flags & 1) !== 0;
      const [dx, dy] = isWide
        ? [glyf.getInt16(next + 4), glyf.getInt16(next + 6)]
        : [glyf.getInt8(next + 4), glyf.getInt8(next + 5)];
      const { matrix, size } = this.#scale(next + (isWide ? 8 : 6), flags);
      next += (isWide ? 8 : 6) + size;
      const [a, b, c, d] = matrix;
      for (const contour of this.read(glyph, depth + 1)) {
        result.push(
          contour.map(({ x, y, isOn }) => ({ x: a * x + c * y + dx, y: b * x + d * y + dy, isOn })),
        );
      }
    }
    return result;
  }

  #scale(
    at: number,
    flags: number,
  ): { readonly matrix: readonly [number, number, number, number]; readonly size: number } {
    const value = (index: number) => this.#glyf.getInt16(at + 2 * index) / 0x4000;
    if ((flags & 8) !== 0) return { matrix: [value(0), 0, 0, value(0)], size: 2 };
    if ((flags & 0x40) !== 0) return { matrix: [value(0), 0, 0, value(1)], size: 4 };
    if ((flags & 0x80) !== 0) return { matrix: [value(0), value(1), value(2), value(3)], size: 8 };
    return { matrix: [1, 0, 0, 1], size: 0 };
  }
}

/** Between two points off the curve lies one on it, in the middle. */
function contourOf(points: readonly CurvePoint[]): Contour {
  const onCurve = points.findIndex(({ isOn }) => isOn);
  const [first, second] = [points[0], points[1]];
  const start = points[onCurve] ?? middleOf(first, second);
  const offset = onCurve < 0 ? 1 : onCurve + 1;
  const count = onCurve < 0 ? points.length : points.length - 1;
  let [x, y] = [start.x, start.y];
  let rest = '';
  let control: CurvePoint | undefined;
  const goTo = (to: { readonly x: number; readonly y: number }) => {
    const bend = control ? `q${step(control.x - x)} ${step(control.y - y)} ` : 'l';
    rest += `${bend}${step(to.x - x)} ${step(to.y - y)}`;
    [x, y] = [to.x, to.y];
  };
  for (let index = 0; index < count; index++) {
    const point = points[(offset + index) % points.length];
    if (!point) continue;
    if (point.isOn) {
      goTo(point);
      control = undefined;
    } else {
      if (control) goTo(middleOf(control, point));
      control = point;
    }
  }
  if (control) goTo(start);
  return { x: start.x, y: start.y, rest: `${rest}z` };
}

function middleOf(
  a: CurvePoint | undefined,
  b: CurvePoint | undefined,
): { readonly x: number; readonly y: number } {
  return { x: ((a?.x ?? 0) + (b?.x ?? 0)) / 2, y: ((a?.y ?? 0) + (b?.y ?? 0)) / 2 };
}

/** Font units are whole, their middles halves and quarters; only scaled parts have more. */
function step(value: number): string {
  return String(Math.round(value * 100) / 100);
}
