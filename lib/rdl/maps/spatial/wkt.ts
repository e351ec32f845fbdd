import { EMPTY_GEOMETRY, type Geometry, mergeGeometries, type Position, ringOf } from './geometry.ts';
import { spatialError } from './spatial-error.ts';

const MAX_DEPTH = 16;

/**
 * Reads well-known text (OGC 06-103r4, chapter 7), with Z and M left out and an `SRID=…;` in front passed over.
 *
 * @throws RdlError DATA_INVALID for anything else.
 */
export function readWkt(text: string): Geometry {
  const reader = new WktReader(text.replace(/^\s*SRID\s*=\s*\d+\s*;/i, ''));
  const geometry = reader.geometry(0);
  reader.end();
  return geometry;
}

class WktReader {
  readonly #tokens: readonly string[];
  #next = 0;

  constructor(text: string) {
    this.#tokens = text.match(/[A-Za-z]+|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|\S/g) ?? [];
  }

  geometry(depth: number): Geometry {
    if (depth > MAX_DEPTH) throw spatialError('its collections are nested too deep.');
    const type = (this.#take() ?? '').toUpperCase();
    const kind = /^(.*?)(?:Z|M|ZM)?$/.exec(type)?.[1] ?? type;
    if (/^(?:Z|M|ZM)$/i.test(this.#peek() ?? '')) this.#take();
    if ((this.#peek() ?? '').toUpperCase() === 'EMPTY') {
      this.#take();
      return EMPTY_GEOMETRY;
    }
    switch (kind) {
      case 'POINT':
        return { ...EMPTY_GEOMETRY, points: this.#positions() };
      case 'LINESTRING':
        return { ...EMPTY_GEOMETRY, lines: [this.#positions()] };
      case 'POLYGON':
        return { ...EMPTY_GEOMETRY, polygons: [this.#rings()] };
      case 'MULTIPOINT':
        return { ...EMPTY_GEOMETRY, points: this.#multiPoint() };
      case 'MULTILINESTRING':
        return { ...EMPTY_GEOMETRY, lines: this.#list(() => this.#positions()) };
      case 'MULTIPOLYGON':
        return { ...EMPTY_GEOMETRY, polygons: this.#list(() => this.#rings()) };
      case 'GEOMETRYCOLLECTION':
        return mergeGeometries(this.#list(() => this.geometry(depth + 1)));
      default:
        throw spatialError(`well-known text of the type ${type.slice(0, 30) || '?'} is not supported.`);
    }
  }

  end(): void {
    if (this.#peek() !== undefined) throw spatialError('there is text left at its end.');
  }

  #rings() {
    return this.#list(() => ringOf(this.#positions()));
  }

  #positions(): readonly Position[] {
    return this.#list(() => this.#position());
  }

  /** The points of a MULTIPOINT may each stand in brackets. */
  #multiPoint(): readonly Position[] {
    return this.#list(() => (this.#peek() === '(' ? this.#positions() : [this.#position()])).flat();
  }

  #position(): Position {
    const x = this.#number();
    const y = this.#number();
    while (/^[-+.\d]/.test(this.#peek() ?? '')) this.#number();
    return [x, y];
  }

  #list<Part>(part: () => Part): readonly Part[] {
    this.#expect('(');
    const parts = [part()];
    while (this.#peek() === ',') {
      this.#take();
      parts.push(part());
    }
    this.#expect(')');
    return parts;
  }

  #number(): number {
    const value = Number(this.#take() ?? '');
    if (!Number.isFinite(value)) throw spatialError('a coordinate is no number.');
    return value;
  }

  #expect(token: string): void {
    if (this.#take() !== token) throw spatialError(`a "${token}" is missing.`);
  }

  #peek(): string | undefined {
    return this.#tokens[this.#next];
  }

  #take(): string | undefined {
    const token = this.#tokens[this.#next];
    this.#next += 1;
    return token;
  }
}
