import { promisify } from 'node:util';
import { crc32, deflate, deflateSync } from 'node:zlib';
import { indexColors } from './index-colors.ts';

/** How a PNG holds its pixels: samples a pixel, and for numbered colours what they stand for. */
type PixelForm = { readonly colorType: 3; readonly palette: Uint8Array } | { readonly colorType: 6 };

const RGBA: PixelForm = { colorType: 6 };

/** A PNG of pixels in RGBA, eight bits a channel, rows from the top. */
export function encodePng(width: number, height: number, rgba: Uint8Array): Uint8Array {
  return assemble({ width, height }, RGBA, deflateSync(rowsOf(width, height, rgba)));
}

const deflated = promisify(deflate);

/** A PNG of pixels, as `encodePng` takes them. */
export type QuickEncoder = (width: number, height: number, rgba: Uint8Array) => Promise<Uint8Array>;

/** Bytes of a working memory that is kept. */
const KEPT_BYTES = 4_000_000;

/**
 * Encodes with a palette where colours are few, compressed beside the event loop and only as far as it costs little:
 * drawings have large areas of one colour, of which the higher levels make hardly less. The working memory is kept, so
 * that one encoder takes one picture at a time.
 */
export function createQuickEncoder(): QuickEncoder {
  let kept = new Uint8Array(0);
  const memory = (bytes: number): Uint8Array => {
    if (bytes > KEPT_BYTES) return new Uint8Array(bytes);
    if (kept.length < bytes) kept = new Uint8Array(bytes);
    return kept;
  };
  return async (width, height, rgba) => {
    const rows = memory((width + 1) * height).subarray(0, (width + 1) * height);
    const palette = indexColors(width, rgba, rows);
    const form: PixelForm = palette ? { colorType: 3, palette } : RGBA;
    const data = await deflated(palette ? rows : rowsOf(width, height, rgba), { level: 3 });
    return assemble({ width, height }, form, data);
  };
}

/** Each row begins with its filter, which is none. */
function rowsOf(width: number, height: number, rgba: Uint8Array): Uint8Array {
  const stride = width * 4;
  const rows = Buffer.alloc((stride + 1) * height);
  for (let y = 0; y < height; y++)
    rows.set(rgba.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1);
  return rows;
}

function assemble(
  { width, height }: { readonly width: number; readonly height: number },
  form: PixelForm,
  data: Uint8Array,
): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, form.colorType, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...('palette' in form ? [chunk('PLTE', form.palette)] : []),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, check]);
}
