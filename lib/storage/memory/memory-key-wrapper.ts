import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { KeyWrapper, WrappedKey } from '../key-wrapper.ts';

/** Default initial value of RFC 3394. */
const INITIAL = Buffer.alloc(8, 0xa6);

/** A key that wraps others, in memory (RFC 3394); `rotate` makes a new version, and the old one still unwraps. */
export class MemoryKeyWrapper implements KeyWrapper {
  readonly #keys = new Map<string, Uint8Array>();
  #version = 0;
  /** How often a key was unwrapped. */
  unwrapped = 0;

  constructor() {
    this.rotate();
  }

  rotate(): void {
    this.#version += 1;
    this.#keys.set(`memory/${this.#version}`, randomBytes(32));
  }

  async wrap(key: Uint8Array): Promise<WrappedKey> {
    const keyId = `memory/${this.#version}`;
    const cipher = createCipheriv('aes256-wrap', this.#key(keyId), INITIAL);
    const wrapped = Buffer.concat([cipher.update(key), cipher.final()]);
    return { keyId, wrapped: wrapped.toString('base64url') };
  }

  async unwrap({ keyId, wrapped }: WrappedKey): Promise<Uint8Array> {
    this.unwrapped += 1;
    const decipher = createDecipheriv('aes256-wrap', this.#key(keyId), INITIAL);
    return Buffer.concat([decipher.update(Buffer.from(wrapped, 'base64url')), decipher.final()]);
  }

  #key(keyId: string): Uint8Array {
    const key = this.#keys.get(keyId);
    if (key === undefined) throw new RangeError('That is no version of the key that wraps data keys.');
    return key;
  }
}
