/**
 * MD4 (RFC 1320). NTLM makes its password hash with it, and OpenSSL 3 no longer offers it without its legacy provider.
 * Nothing else here uses it: MD4 protects nothing by itself.
 */
export function md4(message: Uint8Array): Buffer {
  const words = padded(message);
  let [a, b, c, d] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let at = 0; at < words.length; at += 16) {
    const state = new Uint32Array([a, b, c, d]);
    const word = (index: number) => words[at + index] ?? 0;
    for (let step = 0; step < 48; step += 1) round(state, step, word);
    a = (a + (state[0] ?? 0)) >>> 0;
    b = (b + (state[1] ?? 0)) >>> 0;
    c = (c + (state[2] ?? 0)) >>> 0;
    d = (d + (state[3] ?? 0)) >>> 0;
  }
  const digest = Buffer.alloc(16);
  for (const [index, value] of [a, b, c, d].entries()) digest.writeUInt32LE(value, index * 4);
  return digest;
}

const CONSTANTS = [0, 0x5a827999, 0x6ed9eba1] as const;
const SHIFTS = [
  [3, 7, 11, 19],
  [3, 5, 9, 13],
  [3, 9, 11, 15],
] as const;
/** Which word of the block each step of the third round takes. */
const THIRD_ROUND = [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15] as const;

/** One of 48 steps: (a, b, c, d) become (d, rotated, b, c). */
function round(state: Uint32Array, step: number, word: (index: number) => number): void {
  const [a = 0, b = 0, c = 0, d = 0] = state;
  const turn = Math.floor(step / 16);
  const within = step % 16;
  const mixed = [(b & c) | (~b & d), (b & c) | (b & d) | (c & d), b ^ c ^ d][turn] ?? 0;
  const index = [within, (within % 4) * 4 + (within >> 2), THIRD_ROUND[within] ?? 0][turn] ?? 0;
  const sum = (a + (mixed >>> 0) + word(index) + (CONSTANTS[turn] ?? 0)) >>> 0;
  const shift = SHIFTS[turn]?.[within % 4] ?? 0;
  state.set([d, ((sum << shift) | (sum >>> (32 - shift))) >>> 0, b, c]);
}

function padded(message: Uint8Array): Uint32Array {
  const length = (((message.length + 8) >> 6) + 1) * 64;
  const bytes = Buffer.alloc(length);
  bytes.set(message);
  bytes[message.length] = 0x80;
  bytes.writeBigUInt64LE(BigInt(message.length) * 8n, length - 8);
  return Uint32Array.from({ length: length / 4 }, (_, index) => bytes.readUInt32LE(index * 4));
}
