import { spatialError } from './spatial-error.ts';

/** Reads numbers one after the other; reading over the end is an error of the value. */
export class ByteReader {
  readonly #view: DataView;
  #offset = 0;
  littleEndian = true;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get remaining(): number {
    return this.#view.byteLength - this.#offset;
  }

  byte(): number {
    return this.#view.getUint8(this.#step(1));
  }

  uint32(): number {
    return this.#view.getUint32(this.#step(4), this.littleEndian);
  }

  int32(): number {
    return this.#view.getInt32(this.#step(4), this.littleEndian);
  }

  double(): number {
    return this.#view.getFloat64(this.#step(8), this.littleEndian);
  }

  /** A count of things that take at least `bytes` each, so that a broken one cannot ask for memory without end. */
  count(bytes: number): number {
    const count = this.uint32();
    if (count * bytes > this.remaining) throw spatialError('it ends before what it announces.');
    return count;
  }

  #step(length: number): number {
    const offset = this.#offset;
    if (offset + length > this.#view.byteLength) throw spatialError('it ends too early.');
    this.#offset += length;
    return offset;
  }
}
