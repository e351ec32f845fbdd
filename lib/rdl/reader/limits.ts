/** How large a definition may be; a hostile file ends in an error, not in an exhausted process. */
export type ReaderLimits = {
  /** Bytes of the file, or UTF-8 bytes of a text. */
  readonly bytes: number;
  readonly depth: number;
  readonly elements: number;
};

export const DEFAULT_LIMITS: ReaderLimits = { bytes: 8 * 1024 * 1024, depth: 200, elements: 250_000 };
