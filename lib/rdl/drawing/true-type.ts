/** What text layout needs of a font face; lengths in font units. */
export type FaceMetrics = {
  readonly unitsPerEm: number;
  /** Distance from the baseline up to the top of a line. */
  readonly ascent: number;
  /** Distance from the baseline down to the bottom of a line. */
  readonly descent: number;
  /** Advance of a character; undefined where the face lacks it. */
  advance(character: string): number | undefined;
};

export type TrueType = FaceMetrics & {
  /** Number of the glyph of a character; 0 where the face lacks it. */
  glyphIndex(character: string): number;
};

/**
 * Reads the metrics of a TrueType file: the tables head, hhea, hmtx and cmap of the OpenType specification. A whole font
 * parser would cost most of the time of a process's first picture.
 *
 * @throws RangeError for a file that is no TrueType font with a Unicode character map.
 */
export function readTrueType(bytes: Uint8Array): TrueType {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = tableOf(file, 'head');
  const hhea = tableOf(file, 'hhea');
  const hmtx = tableOf(file, 'hmtx');
  const mapped = characterMap(tableOf(file, 'cmap'));
  const glyphIndex = (character: string) => mapped(character.codePointAt(0) ?? 0);
  const measured = hhea.getUint16(34);
  return {
    unitsPerEm: head.getUint16(18),
    ascent: hhea.getInt16(4),
    descent: -hhea.getInt16(6),
    glyphIndex,
    advance(character) {
      const glyph = glyphIndex(character);
      // Glyphs behind the last entry share its advance.
      return glyph === 0 ? undefined : hmtx.getUint16(4 * Math.min(glyph, measured - 1));
    },
  };
}

/** @throws RangeError where the file has no such table */
export function tableOf(file: DataView, tag: string): DataView {
  const count = file.getUint16(4);
  for (let entry = 12; entry < 12 + 16 * count; entry += 16) {
    if (tagAt(file, entry) !== tag) continue;
    return new DataView(file.buffer, file.byteOffset + file.getUint32(entry + 8), file.getUint32(entry + 12));
  }
  throw new RangeError(`The font has no table '${tag}'.`);
}

function tagAt(file: DataView, offset: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((index) => file.getUint8(offset + index)));
}

/** Finds the glyph of a code point, 0 where there is none. */
type CharacterMap = (codePoint: number) => number;

/** Subtables that map Unicode, as platform and encoding; the whole repertoire before the basic plane. */
const UNICODE_MAPS = ['3,10', '0,4', '3,1', '0,3'];

function characterMap(cmap: DataView): CharacterMap {
  const subtables = new Map<string, DataView>();
  for (let index = 0; index < cmap.getUint16(2); index++) {
    const entry = 4 + 8 * index;
    const kind = `${cmap.getUint16(entry)},${cmap.getUint16(entry + 2)}`;
    subtables.set(kind, new DataView(cmap.buffer, cmap.byteOffset + cmap.getUint32(entry + 4)));
  }
  for (const kind of UNICODE_MAPS) {
    const subtable = subtables.get(kind);
    if (subtable?.getUint16(0) === 12) return segmentedCoverage(subtable);
    if (subtable?.getUint16(0) === 4) return segmentMapping(subtable);
  }
  throw new RangeError('The font maps no Unicode characters.');
}

/** Format 4: segments of the basic plane. */
function segmentMapping(table: DataView): CharacterMap {
  const doubled = table.getUint16(6);
  const [ends, starts, deltas, offsets] = [14, 16 + doubled, 16 + 2 * doubled, 16 + 3 * doubled] as const;
  return (codePoint) => {
    if (codePoint > 0xffff) return 0;
    const at = 2 * firstReaching(doubled / 2, (index) => table.getUint16(ends + 2 * index) >= codePoint);
    if (at >= doubled) return 0;
    const start = table.getUint16(starts + at);
    if (codePoint < start) return 0;
    const delta = table.getUint16(deltas + at);
    const offset = table.getUint16(offsets + at);
    if (offset === 0) return (codePoint + delta) & 0xffff;
    const glyph = table.getUint16(offsets + at + offset + 2 * (codePoint - start));
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  };
}

/** Format 12: groups of code points of all planes. */
function segmentedCoverage(table: DataView): CharacterMap {
  const count = table.getUint32(12);
  return (codePoint) => {
    const group = 16 + 12 * firstReaching(count, (index) => table.getUint32(20 + 12 * index) >= codePoint);
    if (group >= 16 + 12 * count) return 0;
    const start = table.getUint32(group);
    return codePoint < start ? 0 : table.getUint32(group + 8) + codePoint - start;
  };
}

/** The first of `count` ascending entries that reaches far enough; `count` where none does. */
function firstReaching(count: number, reaches: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reaches(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
