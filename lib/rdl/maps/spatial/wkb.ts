import { ByteReader } from './byte-reader.ts';
import { EMPTY_GEOMETRY, type Geometry, mergeGeometries, type Position, ringOf } from './geometry.ts';
import { spatialError } from './spatial-error.ts';

/** Flags of EWKB, which some tools write into the type. */
const HAS_Z = 0x80000000;
const HAS_M = 0x40000000;
const HAS_SRID = 0x20000000;

/** Collections inside collections deeper than this are refused. */
const MAX_DEPTH = 16;

/**
 * Reads well-known binary (OGC 06-103r4, chapter 8), with Z and M left out; also the extended form with an SRID.
 *
 * @throws RdlError DATA_INVALID for anything else, also for bytes that are left over.
 */
export function readWkb(bytes: Uint8Array): Geometry {
  const reader = new ByteReader(bytes);
  const geometry = readGeometry(reader, 0);
  if (reader.remaining > 0) throw spatialError('there are bytes left at its end.');
  return geometry;
}

/** Whether bytes begin as well-known binary does. */
export function looksLikeWkb(bytes: Uint8Array): boolean {
  const [order] = bytes;
  if (bytes.length < 5 || (order !== 0 && order !== 1)) return false;
  const reader = new ByteReader(bytes);
  reader.littleEndian = reader.byte() === 1;
  const { kind } = typeOf(reader.uint32());
  return kind >= 1 && kind <= 7;
}

function typeOf(written: number): {
  readonly kind: number;
  readonly skipped: number;
  readonly srid: boolean;
} {
  const bare = (written & 0x0fffffff) >>> 0;
  const dimension = Math.floor(bare / 1000);
  const z = (written & HAS_Z) !== 0 || dimension === 1 || dimension === 3;
  const m = (written & HAS_M) !== 0 || dimension === 2 || dimension === 3;
  return { kind: bare % 1000, skipped: Number(z) + Number(m), srid: (written & HAS_SRID) !== 0 };
}

function readGeometry(reader: ByteReader, depth: number): Geometry {
  if (depth > MAX_DEPTH) throw spatialError('its collections are nested too deep.');
  reader.littleEndian = reader.byte() === 1;
  const { kind, skipped, srid } = typeOf(reader.uint32());
  if (srid) reader.uint32();
  switch (kind) {
    case 1: {
      const point = readPosition(reader, skipped);
      return Number.isNaN(point[0]) ? EMPTY_GEOMETRY : { ...EMPTY_GEOMETRY, points: [point] };
    }
    case 2:
      return { ...EMPTY_GEOMETRY, lines: [readPositions(reader, skipped)] };
    case 3: {
      const rings = Array.from({ length: reader.count(4) }, () => ringOf(readPositions(reader, skipped)));
      return rings.length === 0 ? EMPTY_GEOMETRY : { ...EMPTY_GEOMETRY, polygons: [rings] };
    }
    case 4:
    case 5:
    case 6:
    case 7:
      return mergeGeometries(Array.from({ length: reader.count(5) }, () => readGeometry(reader, depth + 1)));
    default:
      throw spatialError(`well-known binary of the type ${kind} is not supported.`);
  }
}

function readPositions(reader: ByteReader, skipped: number): readonly Position[] {
  return Array.from({ length: reader.count(16 + 8 * skipped) }, () => readPosition(reader, skipped));
}

function readPosition(reader: ByteReader, skipped: number): Position {
  const position: Position = [reader.double(), reader.double()];
  for (let index = 0; index < skipped; index++) reader.double();
  return position;
}
