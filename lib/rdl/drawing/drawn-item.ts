/** What every kind of item gives back after drawing; lengths in pixels of the unscaled picture (96 dpi). */
export type DrawnItem = {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  /** What was drawn, as data: the form of DESIGN.md section 12 (`--data-out`). */
  readonly data: Readonly<Record<string, unknown>>;
  /** The item's own title, where it has one. */
  readonly title: string | undefined;
  /** What could not be drawn as written, in sentences. */
  readonly warnings: readonly string[];
};
