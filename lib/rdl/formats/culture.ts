/** A language's name as reports write it (`de-DE`; empty for the invariant culture) and what it means for formats. */
export type Culture = {
  readonly name: string;
};
