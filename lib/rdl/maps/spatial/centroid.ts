import type { Geometry, Position, Ring } from './geometry.ts';

/** Twice the signed area: positive where the ring runs counterclockwise with y up. */
export function doubleArea(ring: Ring): number {
  let sum = 0;
  ring.forEach(([x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
    sum += x * nextY - nextX * y;
  });
  return sum;
}

/**
 * Where the label and the bubble of a polygon stand: the centre of mass of its largest part, holes not counted.
 * Measured. Undefined without a polygon.
 */
export function centralPoint({ polygons }: Geometry): Position | undefined {
  const outer = polygons.flatMap((rings) => rings.slice(0, 1));
  const largest = outer.reduce<Ring | undefined>(
    (best, ring) => (best && Math.abs(doubleArea(best)) >= Math.abs(doubleArea(ring)) ? best : ring),
    undefined,
  );
  return largest && centroid(largest);
}

function centroid(ring: Ring): Position | undefined {
  const area = doubleArea(ring);
  const first = ring[0];
  if (first === undefined || area === 0) return first;
  let [sumX, sumY] = [0, 0];
  ring.forEach(([x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
    const cross = x * nextY - nextX * y;
    sumX += (x + nextX) * cross;
    sumY += (y + nextY) * cross;
  });
  return [sumX / (3 * area), sumY / (3 * area)];
}

/** The place halfway along the longest line. */
export function middleOfLine({ lines }: Geometry): Position | undefined {
  const longest = lines.reduce<readonly Position[] | undefined>(
    (best, line) => (best && lengthOf(best) >= lengthOf(line) ? best : line),
    undefined,
  );
  if (!longest) return undefined;
  let rest = lengthOf(longest) / 2;
  for (let index = 1; index < longest.length; index++) {
    const from = longest[index - 1];
    const to = longest[index];
    if (!from || !to) break;
    const step = Math.hypot(to[0] - from[0], to[1] - from[1]);
    if (step >= rest && step > 0) {
      const share = rest / step;
      return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    }
    rest -= step;
  }
  return longest[0];
}

function lengthOf(line: readonly Position[]): number {
  return line.reduce((sum, [x, y], index) => {
    const [lastX, lastY] = line[index - 1] ?? [x, y];
    return sum + Math.hypot(x - lastX, y - lastY);
  }, 0);
}
