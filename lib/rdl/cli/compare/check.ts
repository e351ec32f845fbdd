import { type Json, keysOf } from './json.ts';

/** One check of one case: what it is about, and where ours is another than the reference. */
export type Check = { readonly check: string; readonly differences: readonly string[] };

/** Boxes may differ by this many pixels: text widths are those of other fonts. */
export const BOX_TOLERANCE = 6;

/** References are written with up to six decimals. */
const NUMBER_TOLERANCE = 1e-5;

/** Gathers the differences of one check. */
export class Differences {
  readonly found: string[] = [];

  /** Compares two values that must be equal; numbers within the precision that the reference is written in. */
  equal(what: string, reference: Json, ours: Json): void {
    if (!same(reference, ours)) this.found.push(`${what}: ${show(ours)}, reference ${show(reference)}`);
  }

  /** Compares `[left, top, width, height]` side by side. */
  box(what: string, reference: Json, ours: Json, tolerance = BOX_TOLERANCE): void {
    const theirs = numbers(reference);
    const mine = numbers(ours);
    if (theirs.length !== 4) return;
    const off =
      mine.length === 4 ? Math.max(...edges(theirs).map((e, i) => Math.abs(e - (edges(mine)[i] ?? 0)))) : NaN;
    if (!(off <= tolerance)) this.found.push(`${what}: ${show(ours)}, reference ${show(reference)}`);
  }

  as(check: string): Check {
    return { check, differences: this.found };
  }
}

function edges([left = 0, top = 0, width = 0, height = 0]: readonly number[]): readonly number[] {
  return [left, top, left + width, top + height];
}

function numbers(value: Json): readonly number[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'number') : [];
}

function same(a: Json, b: Json): boolean {
  if (typeof a === 'number' && typeof b === 'number') {
    return a === b || Math.abs(a - b) <= NUMBER_TOLERANCE + Math.abs(a) * 1e-9;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((entry, index) => same(entry, b[index]));
  }
  if (a !== null && b !== null && typeof a === 'object' && typeof b === 'object') {
    const keys = keysOf(a);
    return (
      keys.length === keysOf(b).length && keys.every((key) => same(Reflect.get(a, key), Reflect.get(b, key)))
    );
  }
  return a === b;
}

function show(value: Json): string {
  const written = value === undefined ? 'nothing' : JSON.stringify(value);
  return written.length > 160 ? `${written.slice(0, 160)}…` : written;
}
