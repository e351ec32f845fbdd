/** Longitude and latitude in degrees, or the coordinates of a planar map. */
export type Position = readonly [x: number, y: number];

/** A ring that closes itself: its last position is not its first one again. */
export type Ring = readonly Position[];

/** What a spatial value is made of; a collection may have all three. */
export type Geometry = {
  readonly points: readonly Position[];
  readonly lines: readonly (readonly Position[])[];
  /** Each with its outer ring first, then its holes. */
  readonly polygons: readonly (readonly Ring[])[];
};

export const EMPTY_GEOMETRY: Geometry = { points: [], lines: [], polygons: [] };

export function mergeGeometries(parts: readonly Geometry[]): Geometry {
  return {
    points: parts.flatMap(({ points }) => points),
    lines: parts.flatMap(({ lines }) => lines),
    polygons: parts.flatMap(({ polygons }) => polygons),
  };
}

export function ringOf(positions: readonly Position[]): Ring {
  const first = positions[0];
  const last = positions.at(-1);
  const closed = first && last && positions.length > 1 && first[0] === last[0] && first[1] === last[1];
  return closed ? positions.slice(0, -1) : positions;
}

/** Every position, holes included. */
export function* positionsOf({ points, lines, polygons }: Geometry): Generator<Position> {
  yield* points;
  for (const line of lines) yield* line;
  for (const rings of polygons) for (const ring of rings) yield* ring;
}

export type Extent = {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
};

/** The least box around geometries; undefined where they have no position. */
export function extentOf(geometries: Iterable<Geometry>): Extent | undefined {
  let [minX, minY, maxX, maxY] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (const geometry of geometries) {
    for (const [x, y] of positionsOf(geometry)) {
      minX = Math.min(minX, x);
      minY = Math.min(minY, y);
      maxX = Math.max(maxX, x);
      maxY = Math.max(maxY, y);
    }
  }
  return minX <= maxX ? { minX, minY, maxX, maxY } : undefined;
}
