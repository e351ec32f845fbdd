import { geoDistance } from 'd3-geo';
import type { PixelBox } from '../../drawing/svg.ts';
import type { MapFit } from './map-fit.ts';

const EARTH_RADIUS_KM = 6378.137;
const KM_PER_MILE = 1.609344;

/** Pixels of a distance scale, measured: what the bar keeps from both sides, and how wide its ends are. */
export const BAR_MARGIN = 5;
export const BAR_END = 3;

/** Pixels between the ends of a bar. */
export type DistanceBar = { readonly pixels: number; readonly label: string };

export type DistanceBars = { readonly kilometres: DistanceBar; readonly miles: DistanceBar };

/** Kilometres that a pixel has in the middle of the view, from west to east; units of the map where it is planar. */
export function kilometresPerPixel(fit: MapFit, geographic: boolean): number {
  const { minX, minY, maxX, maxY } = fit.limits;
  const y = (minY + maxY) / 2;
  const x = (minX + maxX) / 2;
  const reach = Math.min(1, (maxX - minX) / 20);
  const [from] = fit.toPixels([x - reach, y]);
  const [to] = fit.toPixels([x + reach, y]);
  const pixels = Math.abs(to - from);
  if (pixels === 0) return 1;
  if (!geographic) return (2 * reach) / pixels;
  return (geoDistance([x - reach, y], [x + reach, y]) * EARTH_RADIUS_KM) / pixels;
}

/** The longest round distances whose bars fit. */
export function distanceBars(box: PixelBox, perPixel: number): DistanceBars {
  const room = Math.max(1, box.width - 2 * (BAR_MARGIN + BAR_END));
  const bar = (unit: number, name: string): DistanceBar => {
    const longest = (room * perPixel) / unit;
    const round = roundDown(longest);
    return { pixels: (round * unit) / perPixel, label: `${plain(round)} ${name}` };
  };
  return { kilometres: bar(1, 'km'), miles: bar(KM_PER_MILE, 'mi') };
}

/** Down to a multiple of half of its power of ten: 150, 200, 350. Measured. */
export function roundDown(value: number): number {
  if (!(value > 0)) return 0;
  const half = 10 ** Math.floor(Math.log10(value)) / 2;
  return Math.floor(value / half + 1e-9) * half;
}

function plain(value: number): string {
  return String(Number(value.toPrecision(6)));
}
