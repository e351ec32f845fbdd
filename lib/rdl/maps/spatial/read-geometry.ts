import type { Value } from '../../values/value.ts';
import { EMPTY_GEOMETRY, type Geometry } from './geometry.ts';
import { MAX_POSITIONS, spatialError } from './spatial-error.ts';
import { readSqlSpatial } from './sql-spatial.ts';
import { looksLikeWkb, readWkb } from './wkb.ts';
import { readWkt } from './wkt.ts';

/** Each position takes 16 bytes, or at least four letters. */
const MAX_LENGTH = MAX_POSITIONS * 16;

/**
 * The geometry of a value: bytes as well-known binary or as SQL Server holds them, text as well-known text or as
 * base64 of such bytes. Nothing is an empty geometry.
 *
 * @throws RdlError DATA_INVALID
 */
export function geometryOf(value: Value): Geometry {
  switch (value.type) {
    case 'Nothing':
    case 'DBNull':
      return EMPTY_GEOMETRY;
    case 'Bytes':
      return geometryOfBytes(value.value);
    case 'String':
      return geometryOfText(value.value);
    default:
      throw spatialError(`it is of the type ${value.type}.`);
  }
}

/** The geometry of well-known text or of base64. */
export function geometryOfText(text: string): Geometry {
  const trimmed = text.trim();
  if (trimmed.length > MAX_LENGTH) throw spatialError('it is too long.');
  if (trimmed === '') return EMPTY_GEOMETRY;
  const compact = trimmed.replace(/\s+/g, '');
  // Base64 may be letters alone; well-known text has brackets or says that it is empty.
  const isBase64 =
    /^[A-Za-z0-9+/]+={0,2}$/.test(compact) && compact.length % 4 === 0 && !/EMPTY$/i.test(compact);
  return isBase64 ? geometryOfBytes(new Uint8Array(Buffer.from(compact, 'base64'))) : readWkt(trimmed);
}

function geometryOfBytes(bytes: Uint8Array): Geometry {
  if (bytes.length > MAX_LENGTH) throw spatialError('it is too long.');
  if (bytes.length === 0) return EMPTY_GEOMETRY;
  // A value of SQL Server with SRID 0 begins like a point of well-known binary, but is one byte longer.
  const sqlPoint = bytes.length === 22 && bytes[0] === 0;
  return looksLikeWkb(bytes) && !sqlPoint ? readWkb(bytes) : readSqlSpatial(bytes);
}
