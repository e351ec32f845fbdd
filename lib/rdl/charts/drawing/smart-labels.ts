import type { PixelBox, Point } from '../../drawing/svg.ts';
import type { SmartLabelModel } from '../model/series-model.ts';

/** Where a label stands against its point. */
export const LABEL_SIDES = [
  'Top',
  'Bottom',
  'Left',
  'Right',
  'TopLeft',
  'TopRight',
  'BottomLeft',
  'BottomRight',
  'Center',
] as const;
export type LabelSide = (typeof LABEL_SIDES)[number];

export type LabelRequest = {
  readonly anchor: Point;
  readonly width: number;
  readonly height: number;
  readonly side: LabelSide;
  /** The label's middle where nothing is in its way; pixels. */
  readonly preferred: Point;
  /** Diameter of the point's marker. */
  readonly markerSize: number;
  readonly smart: SmartLabelModel;
};

export type LabelPlace = {
  readonly middle: Point;
  readonly side: LabelSide;
  /** The label stands away from its point: a line leads to it. */
  readonly moved: boolean;
};

/** A marker counts this much less than its size between a label and its point. */
const MARKER_SHARE = 1.75;
const STEP = 2;

/** Finds places for the labels of an area so that they overlap neither each other nor markers. */
export class LabelPlacer {
  readonly #picture: PixelBox;
  readonly #plot: PixelBox;
  readonly #round: boolean;
  readonly #taken = new BoxIndex();

  /** `round` is an area with circular axes: its plot is the ellipse in the box. */
  constructor(picture: PixelBox, plot: PixelBox, round: boolean) {
    this.#picture = picture;
    this.#plot = plot;
    this.#round = round;
  }

  addMarker(center: Point, size: number): void {
    this.#taken.add({ left: center[0] - size / 2, top: center[1] - size / 2, width: size, height: size });
  }

  /**
   * The place of a label: as preferred, or at the first side and distance where it is free. Undefined where there
   * is none and overlapping labels are hidden. Rule of the engine's smart labels.
   */
  place(request: LabelRequest): LabelPlace | undefined {
    const { smart, preferred, side } = request;
    if (!smart.enabled) return { middle: preferred, side, moved: false };
    if (!this.#collides(preferred, side, request))
      return this.#take(request, { middle: preferred, side, moved: false });
    const sides = LABEL_SIDES.filter((one) => one !== 'Center' && !smart.blockedSides.includes(one));
    const least = Math.min(smart.minMovingDistance, smart.maxMovingDistance);
    const most = Math.max(smart.minMovingDistance, smart.maxMovingDistance);
    for (let distance = least; distance <= most; distance += STEP) {
      for (const candidate of sides) {
        const middle = this.#middleAt(candidate, request, request.markerSize + 2 * distance);
        if (this.#collides(middle, candidate, request)) continue;
        return this.#take(request, { middle, side: candidate, moved: distance > 0 || isCorner(candidate) });
      }
    }
    return smart.hideOverlapped ? undefined : this.#take(request, { middle: preferred, side, moved: false });
  }

  #take(request: LabelRequest, place: LabelPlace): LabelPlace {
    this.#taken.add(boxAround(place.middle, request));
    return place;
  }

  #middleAt(side: LabelSide, { anchor, width, height }: LabelRequest, markerSize: number): Point {
    const gap = markerSize / MARKER_SHARE;
    // The engine takes the gap sideways in percents of the height.
    const sideways = (gap * this.#picture.width) / this.#picture.height;
    const dx = side.endsWith('Left')
      ? -sideways - width / 2
      : side.endsWith('Right')
        ? sideways + width / 2
        : 0;
    const dy = side.startsWith('Top') ? -gap - height / 2 : side.startsWith('Bottom') ? gap + height / 2 : 0;
    return [anchor[0] + dx, anchor[1] + dy];
  }

  #collides(middle: Point, side: LabelSide, request: LabelRequest): boolean {
    const box = boxAround(middle, request);
    if (!contains(this.#picture, box) || !this.#allowed(middle, box, request.smart)) return true;
    // A label on its own marker meets that one.
    const accepted = side === 'Center' && !request.smart.markerOverlapping ? 1 : 0;
    return this.#taken.overlaps(box, accepted);
  }

  #allowed(middle: Point, box: PixelBox, smart: SmartLabelModel): boolean {
    if (smart.allowOutsidePlot === 'True') return true;
    const points: readonly Point[] = smart.allowOutsidePlot === 'Partial' ? [middle] : cornersOf(box);
    return points.every((point) => this.#inPlot(point));
  }

  #inPlot([x, y]: Point): boolean {
    const { left, top, width, height } = this.#plot;
    if (!this.#round) return x >= left && x < left + width && y >= top && y < top + height;
    const dx = (x - left - width / 2) / (width / 2);
    const dy = (y - top - height / 2) / (height / 2);
    return dx * dx + dy * dy <= 1;
  }
}

/** Side of the squares by which boxes are found; pixels. */
const SQUARE = 32;

/** Finds the boxes near another one without looking at all of them. */
class BoxIndex {
  readonly #squares = new Map<string, PixelBox[]>();

  add(box: PixelBox): void {
    for (const key of squaresOf(box)) {
      const boxes = this.#squares.get(key);
      if (boxes) boxes.push(box);
      else this.#squares.set(key, [box]);
    }
  }

  /** Whether more than so many boxes overlap this one. */
  overlaps(box: PixelBox, accepted: number): boolean {
    const met = new Set<PixelBox>();
    for (const key of squaresOf(box)) {
      for (const one of this.#squares.get(key) ?? []) {
        if (!overlap(one, box)) continue;
        met.add(one);
        if (met.size > accepted) return true;
      }
    }
    return false;
  }
}

function squaresOf({ left, top, width, height }: PixelBox): readonly string[] {
  const keys: string[] = [];
  for (let x = Math.floor(left / SQUARE); x <= Math.floor((left + width) / SQUARE); x += 1) {
    for (let y = Math.floor(top / SQUARE); y <= Math.floor((top + height) / SQUARE); y += 1)
      keys.push(`${x} ${y}`);
  }
  return keys;
}

function isCorner(side: LabelSide): boolean {
  return /^(?:Top|Bottom)(?:Left|Right)$/.test(side);
}

function boxAround([x, y]: Point, { width, height }: Pick<LabelRequest, 'width' | 'height'>): PixelBox {
  return { left: x - width / 2, top: y - height / 2, width, height };
}

function cornersOf({ left, top, width, height }: PixelBox): readonly Point[] {
  return [
    [left, top],
    [left + width, top],
    [left, top + height],
    [left + width, top + height],
  ];
}

function contains(outer: PixelBox, inner: PixelBox): boolean {
  return (
    inner.left >= outer.left &&
    inner.top >= outer.top &&
    inner.left + inner.width <= outer.left + outer.width &&
    inner.top + inner.height <= outer.top + outer.height
  );
}

function overlap(a: PixelBox, b: PixelBox): boolean {
  return (
    a.left < b.left + b.width &&
    b.left < a.left + a.width &&
    a.top < b.top + b.height &&
    b.top < a.top + a.height
  );
}
