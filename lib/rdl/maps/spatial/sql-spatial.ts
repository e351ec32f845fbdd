import { ByteReader } from './byte-reader.ts';
import { EMPTY_GEOMETRY, type Geometry, type Position, ringOf } from './geometry.ts';
import { spatialError } from './spatial-error.ts';

const HAS_Z = 0x01;
const HAS_M = 0x02;
const SINGLE_POINT = 0x08;
const SINGLE_SEGMENT = 0x10;

/** OpenGIS types of [MS-SSCLRT] 2.1.2 Shape. */
const POINT = 1;
const LINE = 2;
const POLYGON = 3;
const CURVES = [8, 9, 10];

type Figure = { readonly attribute: number; readonly start: number };
type SqlShape = { readonly parent: number; readonly figure: number; readonly type: number };

/**
 * Reads the binary form of SQL Server's `geometry` and `geography` ([MS-SSCLRT] 2.1), versions 1 and 2. The two are
 * alike but for the order of coordinates: a geography holds the latitude first. It is told by its SRID, which geography
 * must have and geometry seldom has, and by latitudes that can be ones.
 *
 * @throws RdlError DATA_INVALID for anything else, and for curves.
 */
export function readSqlSpatial(bytes: Uint8Array): Geometry {
  const reader = new ByteReader(bytes);
  const srid = reader.int32();
  if (srid === -1) return EMPTY_GEOMETRY;
  const version = reader.byte();
  if (version !== 1 && version !== 2)
    throw spatialError('it is neither well-known binary nor of SQL Server.');
  const properties = reader.byte();
  const single = (properties & SINGLE_POINT) !== 0 ? 1 : (properties & SINGLE_SEGMENT) !== 0 ? 2 : 0;
  const count = single || reader.count(16);
  const written = Array.from({ length: count }, (): Position => [reader.double(), reader.double()]);
  for (const flag of [HAS_Z, HAS_M]) {
    if ((properties & flag) !== 0) for (let index = 0; index < count; index++) reader.double();
  }
  const positions = isGeography(srid, written)
    ? written.map(([lat, long]): Position => [long, lat])
    : written;
  if (single === 1) return { ...EMPTY_GEOMETRY, points: positions };
  if (single === 2) return { ...EMPTY_GEOMETRY, lines: [positions] };
  return assemble(positions, readFigures(reader, version), readShapes(reader));
}

function isGeography(srid: number, positions: readonly Position[]): boolean {
  const geographic = (srid >= 4000 && srid < 5000) || srid === 104_001;
  return geographic && positions.every(([latitude]) => Math.abs(latitude) <= 90);
}

function readFigures(reader: ByteReader, version: number): readonly Figure[] {
  const figures = Array.from({ length: reader.count(5) }, () => ({
    attribute: reader.byte(),
    start: reader.int32(),
  }));
  // From version 2 on 2 is an arc and 3 a compound curve.
  if (version === 2 && figures.some(({ attribute }) => attribute > 1)) throw curvesError();
  return figures;
}

function readShapes(reader: ByteReader): readonly SqlShape[] {
  return Array.from({ length: reader.count(9) }, () => ({
    parent: reader.int32(),
    figure: reader.int32(),
    type: reader.byte(),
  }));
}

/** Shapes begin at a figure and end where the next one begins; collections have only the shapes below them. */
function assemble(
  positions: readonly Position[],
  figures: readonly Figure[],
  shapes: readonly SqlShape[],
): Geometry {
  const figureAt = (index: number): readonly Position[] => {
    const start = figures[index]?.start ?? positions.length;
    return positions.slice(start, figures[index + 1]?.start ?? positions.length);
  };
  const starts = shapes.map(({ figure }) => figure).filter((figure) => figure >= 0);
  const endOf = (figure: number) => Math.min(figures.length, ...starts.filter((start) => start > figure));
  const geometry = {
    points: [] as Position[],
    lines: [] as (readonly Position[])[],
    polygons: [] as Geometry['polygons'][number][],
  };
  for (const { figure, type } of shapes) {
    if (CURVES.includes(type)) throw curvesError();
    if (figure < 0 || (type !== POINT && type !== LINE && type !== POLYGON)) continue;
    const parts = Array.from({ length: Math.max(0, endOf(figure) - figure) }, (_, index) =>
      figureAt(figure + index),
    );
    if (type === POINT) geometry.points.push(...parts.flat());
    else if (type === LINE) geometry.lines.push(...parts);
    else if (parts.length > 0) geometry.polygons.push(parts.map(ringOf));
  }
  return geometry;
}

function curvesError() {
  return spatialError('curves are not supported.');
}
