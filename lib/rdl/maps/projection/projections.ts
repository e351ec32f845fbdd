import { geoEquirectangularRaw, geoMercatorRaw } from 'd3-geo';
import type { Position } from '../spatial/geometry.ts';

/** The projections of MS-RDL MapViewport.MapProjection. */
export const PROJECTIONS = [
  'Equirectangular',
  'Mercator',
  'Robinson',
  'Fahey',
  'Eckert1',
  'Eckert3',
  'HammerAitoff',
  'Wagner3',
  'Bonne',
] as const;
export type ProjectionName = (typeof PROJECTIONS)[number];

/** Takes degrees to units of a sphere of radius 1, y up. */
export type Project = (position: Position) => Position;

type Raw = (lambda: number, phi: number) => readonly [number, number];

const RADIANS = Math.PI / 180;

/** Mercator runs to infinity at the poles. */
const MERCATOR_LIMIT = 85.0511;

/** Latitudes that a projection can draw. */
export function latitudeLimit(name: ProjectionName): number {
  return name === 'Mercator' ? MERCATOR_LIMIT : 90;
}

/** A projection around a centre in degrees. */
export function projection(name: ProjectionName, center: Position = [0, 0]): Project {
  const raw = RAW[name];
  const limit = latitudeLimit(name);
  return ([longitude, latitude]) => {
    const phi = Math.min(limit, Math.max(-limit, latitude - center[1])) * RADIANS;
    const [x, y] = raw((longitude - center[0]) * RADIANS, phi);
    return [x, y];
  };
}

const ECKERT_1 = Math.sqrt(8 / (3 * Math.PI));
const ECKERT_3 = Math.sqrt(Math.PI * (4 + Math.PI));
const FAHEY = Math.cos(35 * RADIANS);
const BONNE_PARALLEL = 45 * RADIANS;

const RAW: Readonly<Record<ProjectionName, Raw>> = {
  Equirectangular: geoEquirectangularRaw,
  Mercator: geoMercatorRaw,
  Robinson: robinson,
  Fahey: (lambda, phi) => {
    const t = Math.tan(phi / 2);
    return [lambda * FAHEY * Math.sqrt(Math.max(0, 1 - t * t)), (1 + FAHEY) * t];
  },
  Eckert1: (lambda, phi) => [ECKERT_1 * lambda * (1 - Math.abs(phi) / Math.PI), ECKERT_1 * phi],
  Eckert3: (lambda, phi) => [
    (2 / ECKERT_3) * lambda * (1 + Math.sqrt(Math.max(0, 1 - (4 * phi * phi) / (Math.PI * Math.PI)))),
    (4 / ECKERT_3) * phi,
  ],
  HammerAitoff: (lambda, phi) => {
    const root = Math.sqrt(1 + Math.cos(phi) * Math.cos(lambda / 2));
    return [
      (2 * Math.SQRT2 * Math.cos(phi) * Math.sin(lambda / 2)) / root,
      (Math.SQRT2 * Math.sin(phi)) / root,
    ];
  },
  Wagner3: (lambda, phi) => [lambda * Math.cos((2 * phi) / 3), phi],
  Bonne: (lambda, phi) => {
    const cotangent = 1 / Math.tan(BONNE_PARALLEL);
    const radius = cotangent + BONNE_PARALLEL - phi;
    const angle = radius === 0 ? 0 : (lambda * Math.cos(phi)) / radius;
    return [radius * Math.sin(angle), cotangent - radius * Math.cos(angle)];
  },
};

/** Robinson's table: every 5 degrees the length of the parallel and its distance from the equator, in percent. */
const ROBINSON: readonly (readonly [length: number, distance: number])[] = [
  [100, 0],
  [99.86, 6.2],
  [99.54, 12.4],
  [99, 18.6],
  [98.22, 24.8],
  [97.3, 31],
  [96, 37.2],
  [94.27, 43.4],
  [92.16, 49.58],
  [89.62, 55.71],
  [86.79, 61.76],
  [83.5, 67.69],
  [79.86, 73.46],
  [75.97, 79.03],
  [71.86, 84.35],
  [67.32, 89.36],
  [62.13, 93.94],
  [57.22, 97.61],
  [53.22, 100],
];

function robinson(lambda: number, phi: number): readonly [number, number] {
  const place = Math.min(18, Math.abs(phi) / RADIANS / 5);
  const index = Math.min(17, Math.floor(place));
  const share = place - index;
  const [fromLength, fromDistance] = ROBINSON[index] ?? [0, 0];
  const [toLength, toDistance] = ROBINSON[index + 1] ?? [0, 0];
  const length = (fromLength + (toLength - fromLength) * share) / 100;
  const distance = (fromDistance + (toDistance - fromDistance) * share) / 100;
  return [0.8487 * length * lambda, 1.3523 * distance * Math.sign(phi)];
}
