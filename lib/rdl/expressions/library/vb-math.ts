import type { Session } from '../session.ts';
import { type Overload, shared } from './signature.ts';

/** Module Microsoft.VisualBasic.VBMath: a linear congruential generator of 24 bits, the same in each rendering. */

const MULTIPLIER = 0x43fd43fd;
const INCREMENT = 0xc39ec3;
const MODULUS = 0x1000000;

function next(session: Session): number {
  session.randomSeed = Number(
    (BigInt(session.randomSeed) * BigInt(MULTIPLIER) + BigInt(INCREMENT)) & 0xffffffn,
  );
  return Math.fround(session.randomSeed / MODULUS);
}

/** Zero repeats the last number, a negative one begins anew from itself. */
function rnd(number: number, session: Session): number {
  if (number === 0) return Math.fround(session.randomSeed / MODULUS);
  if (number < 0) {
    const bits = new DataView(new ArrayBuffer(4));
    bits.setFloat32(0, number);
    const seed = bits.getUint32(0);
    session.randomSeed = (seed + (seed >>> 24)) & 0xffffff;
  }
  return next(session);
}

export const VB_MATH: readonly Overload[] = [
  shared('Randomize() As Void', () => undefined),
  shared('Randomize(Number As Double) As Void', (number, { session }) => {
    const bits = new DataView(new ArrayBuffer(8));
    bits.setFloat64(0, number);
    const high = bits.getUint32(0);
    const mixed = ((high & 0xffff) ^ (high >>> 16)) << 8;
    session.randomSeed = ((session.randomSeed & 0xff0000ff) | mixed) & 0xffffff;
    return undefined;
  }),
  shared('Rnd() As Single', ({ session }) => next(session)),
  shared('Rnd(Number As Single) As Single', (number, { session }) => rnd(number, session)),
];
