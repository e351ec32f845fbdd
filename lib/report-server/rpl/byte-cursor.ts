import { DomainError } from '../../errors.ts';

/** Reads the numbers and texts of an RPL stream; every step is held against its end. */
export class ByteCursor {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get at(): number {
    return this.#at;
  }

  get length(): number {
    return this.#bytes.length;
  }

  seek(at: number): this {
    if (!Number.isInteger(at) || at < 0 || at > this.#bytes.length) invalidRpl(`it refers to byte ${at}`);
    this.#at = at;
    return this;
  }

  skip(count: number): void {
    this.seek(this.#at + count);
  }

  byte(): number {
    return this.#take(1).readUInt8(0);
  }

  int32(): number {
    return this.#take(4).readInt32LE(0);
  }

  float(): number {
    return this.#take(4).readFloatLE(0);
  }

  /** An offset of 8 bytes, as a place in this stream. */
  offset(): number {
    const value = this.#take(8).readBigInt64LE(0);
    if (value < 0n || value > BigInt(this.#bytes.length)) invalidRpl(`it refers to byte ${value}`);
    return Number(value);
  }

  /** .NET's: the length in bytes as a base-128 number, then UTF-8. */
  string(): string {
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const part = this.byte();
      length += (part & 0x7f) * 2 ** shift;
      if (part < 0x80) break;
      if (shift >= 28) invalidRpl('a text has no length');
    }
    return this.#take(length).toString('utf8');
  }

  bytes(count: number): Buffer {
    return this.#take(count);
  }

  #take(count: number): Buffer {
    const end = this.#at + count;
    if (count < 0 || end > this.#bytes.length) invalidRpl('it is cut off');
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }
}

export function invalidRpl(why: string): never {
  throw new DomainError('REPORT_SERVER_ANSWER_INVALID', {
    detail: `The report server sent a page (RPL) that cannot be used: ${why}.`,
  });
}
