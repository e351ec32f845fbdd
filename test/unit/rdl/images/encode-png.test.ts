import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createQuickEncoder, encodePng } from '../../../../lib/rdl/images/encode-png.ts';
import { readImageInfo } from '../../../../lib/rdl/images/image-format.ts';
import { indexColors } from '../../../../lib/rdl/images/index-colors.ts';

type Rgba = readonly [number, number, number, number];

const RED: Rgba = [255, 0, 0, 255];
const BLUE: Rgba = [0, 0, 255, 255];

const pixels = (...colors: readonly Rgba[]) => Uint8Array.from(colors.flat());
const colors = (count: number) => Array.from({ length: count }, (_, n): Rgba => [n & 255, n >> 8, 7, 255]);

function indexed(width: number, rgba: Uint8Array) {
  const rows = new Uint8Array(rgba.length / 4 + rgba.length / 4 / width).fill(99);
  const palette = indexColors(width, rgba, rows);
  return palette && { palette: [...palette], rows: [...rows] };
}

describe('colours by number', () => {
  it('are numbered in the order in which they are met', () => {
    expect(indexed(2, pixels(BLUE, RED, RED, BLUE))).toEqual({
      palette: [0, 0, 255, 255, 0, 0],
      rows: [0, 0, 1, 0, 1, 0],
    });
  });

  it('are the same for a row that is like the one above, wherever the pixels lie in memory', () => {
    const rgba = pixels(RED, BLUE, RED, BLUE);
    const moved = new Uint8Array(rgba.length + 1);
    moved.set(rgba, 1);
    expect(indexed(2, moved.subarray(1))).toEqual(indexed(2, rgba));
    expect(indexed(2, rgba)?.rows).toEqual([0, 0, 1, 0, 0, 1]);
  });

  it('are 256 at most', () => {
    const most = indexed(16, pixels(...colors(256)));
    expect(most?.palette).toEqual(colors(256).flatMap((color) => color.slice(0, 3)));
    expect(most?.rows.filter((_, at) => at % 17 !== 0)).toEqual(Array.from({ length: 256 }, (_, n) => n));
    expect(indexed(1, pixels(...colors(257)))).toBeUndefined();
  });

  it('are not given where one lets the ground through', () => {
    expect(indexed(2, pixels(RED, [0, 0, 0, 128]))).toBeUndefined();
  });
});

describe('a quick encoder', () => {
  const encode = createQuickEncoder();

  it('writes a palette for few colours and each channel for many', async () => {
    const few = Buffer.from(await encode(2, 1, pixels(RED, BLUE)));
    expect(few.subarray(16, 29)).toEqual(Buffer.from([0, 0, 0, 2, 0, 0, 0, 1, 8, 3, 0, 0, 0]));
    expect(few.includes(Buffer.from('PLTE\xff\0\0\0\0\xff', 'latin1'))).toBe(true);
    const many = Buffer.from(await encode(257, 1, pixels(...colors(257))));
    expect(many[25]).toBe(6);
    expect(readImageInfo(many)).toEqual({ format: 'png', width: 257, height: 1 });
  });

  it('keeps nothing of a larger picture in a smaller one', async () => {
    await encode(4, 4, pixels(...colors(16)));
    const png = Buffer.from(await encode(2, 1, pixels(RED, RED)));
    const at = png.indexOf('IDAT');
    expect([...inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)))]).toEqual([0, 0, 0]);
  });

  it('is not what makes a PNG whose pixels may be of any kind', () => {
    expect(encodePng(1, 1, pixels([1, 2, 3, 4]))[25]).toBe(6);
  });
});
