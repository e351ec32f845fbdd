/** Pixels in RGBA, rows from the top. */
export type Bitmap = { readonly width: number; readonly height: number; readonly rgba: Uint8Array };

/**
 * Decodes an uncompressed Windows bitmap of 1, 4, 8, 16 (5-5-5), 24 or 32 bits. A text says why it cannot be drawn.
 */
export function decodeBmp(bytes: Uint8Array): Bitmap | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 54) return 'The bitmap is cut short.';
  const headerSize = view.getUint32(14, true);
  if (headerSize < 40) return 'The bitmap has a header of OS/2, which is not drawn.';
  const width = view.getInt32(18, true);
  const rawHeight = view.getInt32(22, true);
  const bits = view.getUint16(28, true);
  const compression = view.getUint32(30, true);
  const height = Math.abs(rawHeight);
  // 3 (masks) with 32 bits is written for plain BGRA by most programs.
  const isPlain = compression === 0 || (compression === 3 && bits === 32);
  if (!isPlain || ![1, 4, 8, 16, 24, 32].includes(bits))
    return 'The bitmap is compressed, which is not drawn.';
  const offset = view.getUint32(10, true);
  const stride = Math.ceil((width * bits) / 32) * 4;
  if (width < 1 || height < 1 || offset + stride * height > view.byteLength)
    return 'The bitmap is cut short.';
  const palette = readPalette(view, 14 + headerSize, offset, bits);
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    const row = offset + stride * (rawHeight > 0 ? height - 1 - y : y);
    for (let x = 0; x < width; x++) {
      const pixel = bits <= 8 ? (palette[indexAt(view, row, x, bits)] ?? BLACK) : colorAt(view, row, x, bits);
      rgba.set(pixel, (y * width + x) * 4);
    }
  }
  return { width, height, rgba: compression === 0 && bits === 32 ? withoutEmptyAlpha(rgba) : rgba };
}

type Rgba = readonly [red: number, green: number, blue: number, alpha: number];
const BLACK: Rgba = [0, 0, 0, 255];

function readPalette(view: DataView, start: number, end: number, bits: number): readonly Rgba[] {
  const colors: Rgba[] = [];
  if (bits > 8) return colors;
  for (let at = start; at + 4 <= end && colors.length < 1 << bits; at += 4) {
    colors.push([view.getUint8(at + 2), view.getUint8(at + 1), view.getUint8(at), 255]);
  }
  return colors;
}

function indexAt(view: DataView, row: number, x: number, bits: number): number {
  const bit = x * bits;
  const byte = view.getUint8(row + (bit >> 3));
  return (byte >> (8 - bits - (bit & 7))) & ((1 << bits) - 1);
}

function colorAt(view: DataView, row: number, x: number, bits: number): Rgba {
  if (bits === 16) {
    const value = view.getUint16(row + x * 2, true);
    const channel = (shift: number) => Math.round((((value >> shift) & 31) * 255) / 31);
    return [channel(10), channel(5), channel(0), 255];
  }
  const at = row + (x * bits) / 8;
  const alpha = bits === 32 ? view.getUint8(at + 3) : 255;
  return [view.getUint8(at + 2), view.getUint8(at + 1), view.getUint8(at), alpha];
}

/** The fourth byte of a plain 32-bit bitmap is unused: where it is zero throughout, the picture is opaque. */
function withoutEmptyAlpha(rgba: Uint8Array): Uint8Array {
  for (let at = 3; at < rgba.length; at += 4) if (rgba[at] !== 0) return rgba;
  for (let at = 3; at < rgba.length; at += 4) rgba[at] = 255;
  return rgba;
}
