import { describe, expect, it } from 'vitest';
import { RdlError } from '../../../../lib/rdl/errors.ts';
import { centralPoint, middleOfLine } from '../../../../lib/rdl/maps/spatial/centroid.ts';
import type { Geometry } from '../../../../lib/rdl/maps/spatial/geometry.ts';
import { geometryOf, geometryOfText } from '../../../../lib/rdl/maps/spatial/read-geometry.ts';
import { readSqlSpatial } from '../../../../lib/rdl/maps/spatial/sql-spatial.ts';
import { readWkb } from '../../../../lib/rdl/maps/spatial/wkb.ts';

/** Bytes written one after the other: `u1` a byte, `i4` four, `d` a double; little-endian unless told. */
function bytes(parts: readonly (readonly ['u1' | 'i4' | 'd', number])[], littleEndian = true): Uint8Array {
  const sizes = { u1: 1, i4: 4, d: 8 };
  const out = new DataView(new ArrayBuffer(parts.reduce((sum, [kind]) => sum + sizes[kind], 0)));
  let offset = 0;
  for (const [kind, value] of parts) {
    if (kind === 'u1') out.setUint8(offset, value);
    else if (kind === 'i4') out.setInt32(offset, value, littleEndian);
    else out.setFloat64(offset, value, littleEndian);
    offset += sizes[kind];
  }
  return new Uint8Array(out.buffer);
}

const SQUARE = [
  [0, 0],
  [4, 0],
  [4, 2],
  [0, 2],
] as const;

function refused(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof RdlError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'not refused';
}

const polygons = (geometry: Geometry) => geometry.polygons;

describe('well-known text', () => {
  it('gives points, lines and polygons with their holes', () => {
    expect(geometryOfText('POINT (3 -4.5)').points).toEqual([[3, -4.5]]);
    expect(geometryOfText('LINESTRING(1 2, 3 4)').lines).toEqual([
      [
        [1, 2],
        [3, 4],
      ],
    ]);
    expect(polygons(geometryOfText('POLYGON((0 0,4 0,4 2,0 2,0 0),(1 1,2 1,2 1.5,1 1))'))).toHaveLength(1);
    expect(polygons(geometryOfText('POLYGON((0 0,4 0,4 2,0 2,0 0),(1 1,2 1,2 1.5,1 1))'))[0]).toHaveLength(2);
    expect(polygons(geometryOfText('MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((5 5,6 5,6 6,5 5)))'))).toHaveLength(2);
    expect(geometryOfText('MULTIPOINT((1 2),(3 4))').points).toEqual(
      geometryOfText('MULTIPOINT(1 2,3 4)').points,
    );
  });

  it('may have Z, M, an SRID, collections and nothing in it', () => {
    expect(geometryOfText('SRID=4326;POINT Z (1 2 3)').points).toEqual([[1, 2]]);
    expect(geometryOfText('GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(0 0,1 1))').lines).toHaveLength(1);
    expect(geometryOfText('POLYGON EMPTY')).toEqual(geometryOf({ type: 'Nothing' }));
  });

  it('is refused where it is broken', () => {
    expect(refused(() => geometryOfText('POLYGON((0 0, 1 1)'))).toContain('DATA_INVALID');
    expect(refused(() => geometryOfText('CIRCULARSTRING(0 0, 1 1, 2 0)'))).toContain('not supported');
    expect(refused(() => geometryOfText('POINT(1 x)'))).toContain('no number');
    expect(refused(() => geometryOfText(`${'GEOMETRYCOLLECTION('.repeat(50)}`))).toContain('nested');
  });
});

describe('well-known binary', () => {
  const polygon = (littleEndian: boolean) =>
    bytes(
      [
        ['u1', littleEndian ? 1 : 0],
        ['i4', 3],
        ['i4', 1],
        ['i4', 5],
        ...[...SQUARE, SQUARE[0]].flat().map((value) => ['d', value] as const),
      ],
      littleEndian,
    );

  it('is read in both byte orders, closed rings opened', () => {
    for (const littleEndian of [true, false]) {
      expect(polygons(geometryOf({ type: 'Bytes', value: polygon(littleEndian) }))).toEqual([[SQUARE]]);
    }
  });

  it('is read from base64, also where that has letters alone', () => {
    const text = Buffer.from(polygon(true)).toString('base64');
    expect(polygons(geometryOfText(text))).toEqual([[SQUARE]]);
  });

  it('does not ask for more memory than it has bytes, and wants every byte to belong to it', () => {
    const huge = bytes([
      ['u1', 1],
      ['i4', 2],
      ['i4', 0x7fffffff],
    ]);
    expect(refused(() => readWkb(huge))).toContain('ends before');
    expect(refused(() => readWkb(new Uint8Array([...polygon(true), 0])))).toContain('left');
    expect(refused(() => readWkb(polygon(true).slice(0, 30)))).toContain('DATA_INVALID');
  });
});

describe('the binary form of SQL Server', () => {
  const shape = (srid: number, positions: readonly (readonly [number, number])[]) =>
    bytes([
      ['i4', srid],
      ['u1', 1],
      ['u1', 4],
      ['i4', positions.length],
      ...positions.flat().map((value) => ['d', value] as const),
      ['i4', 1],
      ['u1', 2],
      ['i4', 0],
      ['i4', 1],
      ['i4', -1],
      ['i4', 0],
      ['u1', 3],
    ]);
  const ring = [...SQUARE, SQUARE[0]];

  it('is read as it stands for geometry, latitude first for geography', () => {
    expect(polygons(readSqlSpatial(shape(0, ring)))).toEqual([[SQUARE]]);
    const turned = ring.map(([x, y]): readonly [number, number] => [y, x]);
    expect(polygons(geometryOf({ type: 'Bytes', value: shape(4326, turned) }))).toEqual([[SQUARE]]);
  });

  it('is geometry where its first coordinates can be no latitudes', () => {
    const far = ring.map(([x, y]): readonly [number, number] => [x - 120, y + 35]);
    expect(polygons(readSqlSpatial(shape(4326, far)))[0]?.[0]?.[0]).toEqual([-120, 35]);
  });

  it('has short forms for a point and a segment', () => {
    const point = bytes([
      ['i4', 0],
      ['u1', 1],
      ['u1', 12],
      ['d', 7],
      ['d', 8],
    ]);
    expect(geometryOf({ type: 'Bytes', value: point }).points).toEqual([[7, 8]]);
    const segment = bytes([
      ['i4', 4326],
      ['u1', 1],
      ['u1', 20],
      ...[47, 8, 48, 9].map((value) => ['d', value] as const),
    ]);
    expect(geometryOf({ type: 'Bytes', value: segment }).lines).toEqual([
      [
        [8, 47],
        [9, 48],
      ],
    ]);
  });

  it('is refused with curves and where it is something else', () => {
    const curve = shape(0, ring);
    curve[curve.length - 1] = 8;
    expect(refused(() => readSqlSpatial(curve))).toContain('curves');
    expect(refused(() => readSqlSpatial(new Uint8Array([9, 9, 9, 9, 9, 9, 9, 9])))).toContain('neither');
  });
});

describe('the place of a label', () => {
  it('is the centre of mass of the largest part', () => {
    const two = geometryOfText('MULTIPOLYGON(((0 0,4 0,4 2,0 2,0 0)),((9 9,10 9,10 10,9 9)))');
    expect(centralPoint(two)).toEqual([2, 1]);
    expect(centralPoint(geometryOfText('POINT(1 1)'))).toBeUndefined();
  });

  it('lies halfway along a line', () => {
    expect(middleOfLine(geometryOfText('LINESTRING(0 0, 10 0, 10 2)'))).toEqual([6, 0]);
  });
});
