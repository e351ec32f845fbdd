import type { Temporal } from 'temporal-polyfill';

/** What was drawn of an item. */
export type Drawn = {
  readonly png: Uint8Array;
  readonly warnings: readonly string[];
  /** When its data is from, where that is not now. */
  readonly dataAt?: Temporal.Instant | undefined;
};

/** Pictures that several runs need at once: of those who ask for one with the same key, one draws it. */
export interface Renders {
  /**
   * The picture of `draw`, by this caller or another. Who comes second waits for it, and draws it when the first does not
   * come to an end; what the first was refused, those who waited are refused, too.
   * @throws what `draw` throws.
   */
  share(key: string, draw: () => Promise<Drawn>): Promise<Drawn>;
}
