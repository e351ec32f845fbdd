import { describe, expect, it } from 'vitest';
import { decodeBmp } from '../../../../lib/rdl/images/decode-bmp.ts';
import { encodePng } from '../../../../lib/rdl/images/encode-png.ts';
import { readImageInfo } from '../../../../lib/rdl/images/image-format.ts';
import { placeImage } from '../../../../lib/rdl/images/image-sizing.ts';

/** A bitmap of 2 × 2: red, green over blue, white, its rows from the bottom unless `topDown`. */
function bitmap(
  bits: 1 | 4 | 8 | 24 | 32,
  options: { readonly topDown?: boolean; readonly compression?: number } = {},
): Uint8Array {
  const colors =
    bits <= 8
      ? [
          [0, 0, 255],
          [0, 255, 0],
          [255, 0, 0],
          [255, 255, 255],
        ].slice(0, 1 << bits)
      : [];
  const stride = Math.ceil((2 * bits) / 32) * 4;
  const offset = 54 + colors.length * 4;
  const bytes = Buffer.alloc(offset + stride * 2);
  bytes.write('BM', 'latin1');
  bytes.writeUInt32LE(offset, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(2, 18);
  bytes.writeInt32LE(options.topDown ? -2 : 2, 22);
  bytes.writeUInt16LE(bits, 28);
  bytes.writeUInt32LE(options.compression ?? 0, 30);
  for (const [index, color] of colors.entries()) bytes.set(color, 54 + index * 4);
  const rows = options.topDown
    ? [
        [0, 1],
        [2, 3],
      ]
    : [
        [2, 3],
        [0, 1],
      ];
  const pixels = [
    [0, 0, 255],
    [0, 255, 0],
    [255, 0, 0],
    [255, 255, 255],
  ];
  for (const [y, row] of rows.entries()) {
    for (const [x, pixel] of row.entries()) {
      const at = offset + y * stride + (x * bits) / 8;
      if (bits >= 24) bytes.set(pixels[pixel] ?? [], at);
      else {
        const shift = 8 - bits - ((x * bits) & 7);
        const byte = offset + y * stride + ((x * bits) >> 3);
        bytes[byte] = (bytes[byte] ?? 0) | ((pixel & ((1 << bits) - 1)) << shift);
      }
    }
  }
  return bytes;
}

const PIXELS = [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255];

describe('image formats', () => {
  it('are told by the bytes, with the size in pixels', () => {
    const gif = Buffer.from('4749463839610300050000', 'hex');
    const jpeg = Buffer.from('ffd8ffe000040102ffc000110800070009030122', 'hex');
    expect(readImageInfo(encodePng(3, 2, new Uint8Array(24)))).toEqual({
      format: 'png',
      width: 3,
      height: 2,
    });
    expect(readImageInfo(gif)).toEqual({ format: 'gif', width: 3, height: 5 });
    expect(readImageInfo(jpeg)).toEqual({ format: 'jpeg', width: 9, height: 7 });
    expect(readImageInfo(bitmap(24, { topDown: true }))).toEqual({ format: 'bmp', width: 2, height: 2 });
  });

  it('that are not drawn are refused by name', () => {
    const reason = (bytes: Uint8Array) => String(readImageInfo(bytes));
    expect(reason(Buffer.from('RIFF\0\0\0\0WEBPVP8 '))).toContain('WebP');
    expect(reason(Buffer.from('II*\0'))).toContain('TIFF');
    expect(reason(Buffer.from('<?xml version="1.0"?> <svg xmlns="x"/>'))).toContain('SVG');
    expect(reason(Buffer.from([0xd7, 0xcd, 0xc6, 0x9a]))).toContain('metafile');
    expect(reason(Buffer.from('hello'))).toContain('no format');
    expect(reason(new Uint8Array())).toContain('empty');
    expect(reason(Buffer.from('ffd8ff', 'hex'))).toContain('no format');
  });

  it('that would exhaust memory are refused before they are decoded', () => {
    const huge = Buffer.from(encodePng(1, 1, new Uint8Array(4)));
    huge.writeUInt32BE(60_000, 16);
    huge.writeUInt32BE(60_000, 20);
    expect(readImageInfo(huge)).toContain('60000 × 60000');
  });
});

describe('bitmaps', () => {
  it('are decoded from every plain depth, rows from either end', () => {
    for (const bits of [4, 8, 24, 32] as const) {
      expect(decodeBmp(bitmap(bits)), `${bits} bits`).toMatchObject({
        width: 2,
        height: 2,
        rgba: Uint8Array.from(PIXELS),
      });
    }
    expect(decodeBmp(bitmap(24, { topDown: true }))).toMatchObject({ rgba: Uint8Array.from(PIXELS) });
    const [, green] = [0, [0, 255, 0, 255]];
    expect(decodeBmp(bitmap(1))).toMatchObject({
      rgba: Uint8Array.from([255, 0, 0, 255, ...green, 255, 0, 0, 255, ...green]),
    });
  });

  it('that are compressed or cut short are refused', () => {
    expect(decodeBmp(bitmap(8, { compression: 1 }))).toContain('compressed');
    expect(decodeBmp(bitmap(24).subarray(0, 60))).toContain('cut short');
    expect(decodeBmp(new Uint8Array(10))).toContain('cut short');
  });
});

describe('image sizing', () => {
  const area = { left: 5, top: 7, width: 200, height: 50 };
  const natural = { width: 100, height: 40 };

  it('stretches, fits in proportion from the left top, or cuts off', () => {
    expect(placeImage('Fit', natural, area)).toEqual({ box: area, picture: area });
    expect(placeImage('FitProportional', natural, area).picture).toEqual({
      left: 5,
      top: 7,
      width: 125,
      height: 50,
    });
    const clipped = placeImage('Clip', { width: 300, height: 40 }, area);
    expect(clipped.picture).toEqual({ left: 5, top: 7, width: 300, height: 40 });
    expect(clipped.box).toEqual({ left: 5, top: 7, width: 200, height: 40 });
  });
});
