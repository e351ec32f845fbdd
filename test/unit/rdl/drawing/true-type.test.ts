import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fontFilePath } from '../../../../lib/rdl/drawing/font-files.ts';
import { readTrueType } from '../../../../lib/rdl/drawing/true-type.ts';

/** A font of one character map subtable, with 100, 200 and 300 units as the advances of its three glyphs. */
function fontWith(subtable: Buffer, encoding: number): Buffer {
  const head = Buffer.alloc(54);
  head.writeUInt16BE(1000, 18);
  const hhea = Buffer.alloc(36);
  hhea.writeInt16BE(800, 4);
  hhea.writeInt16BE(-200, 6);
  hhea.writeUInt16BE(3, 34);
  const hmtx = words(100, 0, 200, 0, 300, 0);
  const cmap = Buffer.concat([words(0, 1, 3, encoding, 0, 12), subtable]);
  const tables = Object.entries({ cmap, head, hhea, hmtx });
  const directory = Buffer.alloc(12 + 16 * tables.length);
  directory.writeUInt16BE(tables.length, 4);
  let offset = directory.length;
  tables.forEach(([tag, table], index) => {
    directory.write(tag, 12 + 16 * index, 'latin1');
    directory.writeUInt32BE(offset, 20 + 16 * index);
    directory.writeUInt32BE(table.length, 24 + 16 * index);
    offset += table.length;
  });
  return Buffer.concat([directory, ...tables.map(([, table]) => table)]);
}

function words(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(2 * values.length);
  for (const [index, value] of values.entries()) buffer.writeUInt16BE(value, 2 * index);
  return buffer;
}

describe('metrics of a TrueType file', () => {
  it('are those that the shipped sans-serif face has in common with Arial', () => {
    const face = readTrueType(readFileSync(fontFilePath({ face: 'Arimo', style: '400Regular' })));
    expect([face.unitsPerEm, face.ascent, face.descent]).toEqual([2048, 1854, 434]);
    const advances = ['i', 'M', '0', ' ', 'Ł', 'Ω', 'Ж', '€'].map((character) => face.advance(character));
    expect(advances).toEqual([455, 1706, 1139, 569, 1139, 1531, 1891, 1139]);
  });

  it('know no advance of a character that the face lacks, also beyond the basic plane', () => {
    const face = readTrueType(readFileSync(fontFilePath({ face: 'Arimo', style: '400Regular' })));
    expect(['漢', '\u{1F4A9}'].map((character) => face.advance(character))).toEqual([undefined, undefined]);
  });

  it('come from segments with a delta and from segments with a glyph array (format 4)', () => {
    const [b, c, d, x, y] = [0x62, 0x63, 0x64, 0x78, 0x79];
    const delta = (1 - b) & 0xffff;
    // Segments b–c, x–y and the closing one; the second finds its glyphs through the array behind the table.
    const segments = [c, y, 0xffff, 0, b, x, 0xffff, delta, 0, 1, 0, 4, 0, 2, 0];
    const face = readTrueType(fontWith(words(4, 0, 0, 6, 0, 0, 0, ...segments), 1));
    const advances = [b, c, d, x, y, 0x7a].map((code) => face.advance(String.fromCharCode(code)));
    expect(advances).toEqual([200, 300, undefined, 300, undefined, undefined]);
  });

  it('come from groups of all planes (format 12)', () => {
    const groups = [0, 2, 0, 0x61, 0, 0x62, 0, 1, 1, 0xf4a9, 1, 0xf4a9, 0, 2];
    const face = readTrueType(fontWith(words(12, 0, 0, 40, 0, 0, ...groups), 10));
    const advances = ['a', 'b', 'c', '\u{1F4A9}', '`'].map((character) => face.advance(character));
    expect(advances).toEqual([200, 300, undefined, 300, undefined]);
  });

  it('are refused for a file that is no font, or maps no Unicode characters', () => {
    expect(() => readTrueType(Buffer.alloc(40))).toThrow(RangeError);
    expect(() => readTrueType(Buffer.from('no font'))).toThrow(RangeError);
    expect(() => readTrueType(fontWith(words(0, 0, 0), 0))).toThrow('maps no Unicode characters');
  });
});
