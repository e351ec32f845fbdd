import type { Value } from '../values/value.ts';

/** A lexical element; `start` and `end` are UTF-16 offsets in the source. */
export type Token = {
  readonly kind: 'identifier' | 'literal' | 'punctuation' | 'newline' | 'end';
  /** An identifier's name without brackets or type character; punctuation as normalized (`< >` is `<>`). */
  readonly text: string;
  /** The name in lower case, for keywords; empty for `[bracketed]` names, which never are keywords. */
  readonly keyword: string;
  readonly value: Value | undefined;
  readonly start: number;
  readonly end: number;
};

/** Thrown inside the parser, caught by its entry points. */
export class ParseError extends Error {
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.name = 'ParseError';
    this.position = position;
  }
}
