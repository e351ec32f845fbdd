import { promisify } from 'node:util';
import { crc32, deflate, deflateSync } from 'node:zlib';

/** A PNG of pixels in RGBA, eight bits a channel, rows from the top. */
export function encodePng(width: number, height: number, rgba: Uint8Array): Uint8Array {
  return assemble(width, height, deflateSync(rowsOf(width, height, rgba)));
}

const deflated = promisify(deflate);

/**
 * The same, compressed beside the event loop and only as far as it costs little: drawings have large areas of one
 * colour, of which the higher levels make hardly less.
 */
export async function encodePngQuickly(width: number, height: number, rgba: Uint8Array): Promise<Uint8Array> {
  return assemble(width, height, await deflated(rowsOf(width, height, rgba), { level: 3 }));
}

/** Each row begins with its filter, which is none. */
function rowsOf(width: number, height: number, rgba: Uint8Array): Uint8Array {
  const stride = width * 4;
  const rows = Buffer.alloc((stride + 1) * height);
  for (let y = 0; y < height; y++)
    rows.set(rgba.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1);
  return rows;
}

function assemble(width: number, height: number, data: Uint8Array): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
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
