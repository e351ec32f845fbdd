const MOST_COLORS = 256;
/** Four places for each colour keep chains of equal places short. */
const PLACES = 1024;
const PLACE_BITS = 10;
/** Multiplies by the golden ratio, after which the high bits tell numbers apart that differ anywhere. */
const SPREAD = 0x9e3779b1;

/**
 * Pixels as numbers of colours, for a PNG with a palette. A drawing has few colours: a byte a pixel in place of four is
 * a quarter of the work to compress, and half the file.
 *
 * @param rgba eight bits a channel, rows from the top
 * @param rows filled with the rows of the PNG: each begins with its filter, which is none, then a byte a pixel
 * @returns red, green and blue of each colour, in the order in which they are met; nothing when there are more than
 *   256 or one lets the ground through
 */
export function indexColors(width: number, rgba: Uint8Array, rows: Uint8Array): Uint8Array | undefined {
  const bytes = aligned(rgba);
  const pixels = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  const colors = new ColorTable(bytes);
  const stride = width * 4;
  for (let row = 0, at = 0; at < pixels.length; row += width + 1) {
    const start = at * 4;
    if (row > 0 && bytes.compare(bytes, start - stride, start, start, start + stride) === 0) {
      rows.copyWithin(row, row - width - 1, row);
      at += width;
      continue;
    }
    rows[row] = 0;
    let last = -1;
    let index = 0;
    for (let x = 1; x <= width; x++, at++) {
      const pixel = pixels[at] ?? 0;
      if (pixel !== last) {
        last = pixel;
        index = colors.indexOf(pixel, at);
        if (index < 0) return undefined;
      }
      rows[row + x] = index;
    }
  }
  return colors.palette();
}

/** Where words of four bytes can be read from. */
function aligned(rgba: Uint8Array): Buffer {
  if (rgba.byteOffset % 4 !== 0) return aligned(rgba.slice());
  return Buffer.from(rgba.buffer, rgba.byteOffset, rgba.byteLength);
}

/** The colours met so far. Their bytes are taken from the pixels, so that the order of a machine's bytes is the same. */
class ColorTable {
  readonly #bytes: Uint8Array;
  readonly #pixelAt = new Uint32Array(PLACES);
  readonly #indexAt = new Int16Array(PLACES).fill(-1);
  readonly #palette = new Uint8Array(MOST_COLORS * 3);
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The number of a colour, and where it is met; -1 when it can have none. */
  indexOf(pixel: number, at: number): number {
    let place = Math.imul(pixel, SPREAD) >>> (32 - PLACE_BITS);
    for (;;) {
      const index = this.#indexAt[place] ?? -1;
      if (index < 0) break;
      if (this.#pixelAt[place] === pixel) return index;
      place = (place + 1) % PLACES;
    }
    if (this.#count === MOST_COLORS || this.#bytes[at * 4 + 3] !== 255) return -1;
    this.#pixelAt[place] = pixel;
    this.#indexAt[place] = this.#count;
    this.#palette.set(this.#bytes.subarray(at * 4, at * 4 + 3), this.#count * 3);
    return this.#count++;
  }

  palette(): Uint8Array {
    return this.#palette.slice(0, this.#count * 3);
  }
}
