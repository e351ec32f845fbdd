export type ImageFormat = 'png' | 'jpeg' | 'gif' | 'bmp';

/** What the first bytes of an image say about it. */
export type ImageInfo = { readonly format: ImageFormat; readonly width: number; readonly height: number };

/** More pixels than any report's image needs; decoding one takes four bytes each. */
const MAX_PIXELS = 40_000_000;

/**
 * Format and size of an image, from its bytes alone: a declared MIME type is often wrong. A text says why it cannot
 * be drawn.
 */
export function readImageInfo(bytes: Uint8Array): ImageInfo | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const info = readPng(view) ?? readGif(view) ?? readBmp(view) ?? readJpeg(view) ?? otherFormat(bytes);
  if (typeof info === 'string') return info;
  if (info.width < 1 || info.height < 1) return 'The image is damaged: it has no size.';
  if (info.width * info.height > MAX_PIXELS) {
    return `The image has ${info.width} × ${info.height} pixels, more than the ${MAX_PIXELS} that are drawn.`;
  }
  return info;
}

function startsWith(view: DataView, ...bytes: readonly number[]): boolean {
  return view.byteLength >= bytes.length && bytes.every((byte, index) => view.getUint8(index) === byte);
}

function readPng(view: DataView): ImageInfo | undefined {
  if (!startsWith(view, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) || view.byteLength < 24)
    return undefined;
  return { format: 'png', width: view.getUint32(16), height: view.getUint32(20) };
}

function readGif(view: DataView): ImageInfo | undefined {
  if (!startsWith(view, 0x47, 0x49, 0x46, 0x38) || view.byteLength < 10) return undefined;
  return { format: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

function readBmp(view: DataView): ImageInfo | undefined {
  if (!startsWith(view, 0x42, 0x4d) || view.byteLength < 26) return undefined;
  // A header of 12 bytes is OS/2's, with sizes of 16 bits; a negative height means rows from the top.
  if (view.getUint32(14, true) === 12) {
    return { format: 'bmp', width: view.getUint16(18, true), height: view.getUint16(20, true) };
  }
  return { format: 'bmp', width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
}

/** The size stands in the frame header (SOF0–SOF15 without the tables C4, C8 and CC), some segments in. */
function readJpeg(view: DataView): ImageInfo | undefined {
  if (!startsWith(view, 0xff, 0xd8, 0xff)) return undefined;
  let offset = 2;
  while (offset + 9 < view.byteLength) {
    if (view.getUint8(offset) !== 0xff) return undefined;
    const marker = view.getUint8(offset + 1);
    if (marker === 0xff) {
      offset++;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      return { format: 'jpeg', width: view.getUint16(offset + 7), height: view.getUint16(offset + 5) };
    }
    offset += 2 + view.getUint16(offset + 2);
  }
  return undefined;
}

function otherFormat(bytes: Uint8Array): string {
  const start = String.fromCharCode(...bytes.subarray(0, 300));
  if (bytes.length === 0) return 'The image is empty.';
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return notDrawn('WebP');
  if (start.startsWith('II*\0') || start.startsWith('MM\0*')) return notDrawn('TIFF');
  if (/^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<svg\b/s.test(start)) return notDrawn('SVG');
  if (start.startsWith('\x01\x00\x00\x00') || start.startsWith('\xD7\xCD\xC6\x9A'))
    return notDrawn('metafile');
  return 'The image is in no format that is drawn: only PNG, JPEG, GIF and BMP are.';
}

function notDrawn(format: string): string {
  return `The image is a ${format}, which is not drawn: only PNG, JPEG, GIF and BMP are.`;
}
