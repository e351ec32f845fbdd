/**
 * A box in percent of the picture's width and height: the engine lays everything out in such units and turns them
 * into pixels of a picture one pixel smaller.
 */
export type RelativeBox = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type Size = { readonly width: number; readonly height: number };

/** Room kept around and between the elements of a chart, in percent. */
export const ELEMENT_SPACING = 3;

export const EMPTY_BOX: RelativeBox = { x: 0, y: 0, width: 0, height: 0 };

export function right(box: RelativeBox): number {
  return box.x + box.width;
}

export function bottom(box: RelativeBox): number {
  return box.y + box.height;
}

/** Turns percents of one picture into pixels and back. */
export class Canvas {
  readonly width: number;
  readonly height: number;
  readonly #x: number;
  readonly #y: number;

  /** `size` in pixels. */
  constructor(size: Size) {
    this.width = size.width;
    this.height = size.height;
    this.#x = Math.max(1, size.width - 1) / 100;
    this.#y = Math.max(1, size.height - 1) / 100;
  }

  xPixels(percent: number): number {
    return percent * this.#x;
  }

  yPixels(percent: number): number {
    return percent * this.#y;
  }

  xPercent(pixels: number): number {
    return pixels / this.#x;
  }

  yPercent(pixels: number): number {
    return pixels / this.#y;
  }

  toPixels(box: RelativeBox): { left: number; top: number; width: number; height: number } {
    return {
      left: this.xPixels(box.x),
      top: this.yPixels(box.y),
      width: this.xPixels(box.width),
      height: this.yPixels(box.height),
    };
  }

  /** `[left, top, width, height]` in pixels of the whole picture, one decimal: the form of the data. */
  toData(box: RelativeBox): readonly number[] {
    const round = (value: number) => Math.round(value * 10) / 10;
    return [
      round((box.x * this.width) / 100),
      round((box.y * this.height) / 100),
      round((box.width * this.width) / 100),
      round((box.height * this.height) / 100),
    ];
  }
}
