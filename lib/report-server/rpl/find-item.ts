import { ByteCursor, invalidRpl } from './byte-cursor.ts';
import { type ElementProperties, type RplPicture, readProperties } from './item-properties.ts';
import { ELEMENT, RECORD, RPL_STAMP } from './rpl-format.ts';

const CONTAINERS: ReadonlySet<number> = new Set([ELEMENT.body, ELEMENT.rectangle]);
const PICTURES: ReadonlySet<number> = new Set([
  ELEMENT.chart,
  ELEMENT.gaugePanel,
  ELEMENT.map,
  ELEMENT.image,
]);
/** A hostile stream may refer to itself: so many elements are looked at, and no more. */
const MOST_ELEMENTS = 50_000;
/** `ReportElementEnd` and the version behind it. */
const TAIL = 16;
const MOST_CHILDREN = 100_000;

/**
 * The picture of the item of a name in an RPL stream: of charts, gauge panels, maps and images that lie in a body or in
 * a rectangle. Undefined where no page of it has the item. It goes by the stream's offsets from its end, so that what it
 * does not know (tables, text boxes) is never read.
 * @throws DomainError REPORT_SERVER_ANSWER_INVALID
 */
export function findRplPicture(bytes: Buffer, itemName: string): RplPicture | undefined {
  const cursor = new ByteCursor(bytes);
  requireStamp(cursor);
  const walk: Walk = { cursor, itemName, left: MOST_ELEMENTS };
  const report = elementAt(walk, bytes.length - TAIL);
  if (report.record !== RECORD.offsets) invalidRpl('it names no pages');
  const pages = childCount(cursor);
  const offsets = Array.from({ length: pages }, () => cursor.offset());
  for (const offset of offsets) {
    const found = findBelow(walk, offset);
    if (found !== undefined) return pictureOf(found);
  }
  return undefined;
}

type Walk = { readonly cursor: ByteCursor; readonly itemName: string; left: number };

function requireStamp(cursor: ByteCursor): void {
  if (cursor.length < TAIL + 12 || cursor.string() !== RPL_STAMP) invalidRpl('it does not begin as one');
  const [major, minor] = [cursor.byte(), cursor.byte()];
  if (major !== 10 || minor > 6) invalidRpl(`it is of version ${major}.${minor}`);
}

/** What the record at an element's end refers to: its start, or the list of what it holds. */
function elementAt(
  walk: Walk,
  endOffset: number,
): { readonly record: number; readonly start: number; readonly type: number } {
  walk.left -= 1;
  if (walk.left < 0) invalidRpl(`it has more than ${MOST_ELEMENTS} elements`);
  const { cursor } = walk;
  if (cursor.seek(endOffset).byte() !== RECORD.elementEnd) invalidRpl('an element has no end');
  const place = cursor.offset();
  const record = cursor.seek(place).byte();
  const lists =
    record === RECORD.measurements || record === RECORD.tablixStructure || record === RECORD.offsets;
  if (!lists) return { record, start: place, type: record };
  const start = cursor.offset();
  const behind = cursor.at;
  const type = cursor.seek(start).byte();
  cursor.seek(behind);
  return { record, start, type };
}

/** Depth first through pages, sections, bodies and rectangles; never into headers, footers or data regions. */
function findBelow(walk: Walk, endOffset: number, depth = 0): ElementProperties | undefined {
  if (depth > 60) invalidRpl('it is nested too deep');
  const { cursor, itemName } = walk;
  const { record, start, type } = elementAt(walk, endOffset);
  if (record === RECORD.measurements) {
    // A section has the number of a map: which one it is, the level says.
    const opens = depth < 4 ? !isFrame(type) : CONTAINERS.has(type);
    if (!opens) return undefined;
    for (const child of childrenOf(cursor)) {
      const found = findBelow(walk, child, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!PICTURES.has(type)) return undefined;
  const properties = readProperties(cursor.seek(start + 1), type);
  return properties.name === itemName ? properties : undefined;
}

function isFrame(type: number): boolean {
  return type === ELEMENT.pageHeader || type === ELEMENT.pageFooter || type === ELEMENT.subReport;
}

function childrenOf(cursor: ByteCursor): readonly number[] {
  return Array.from({ length: childCount(cursor) }, () => {
    // Left, top, width, height, z-index and state.
    cursor.skip(21);
    return cursor.offset();
  });
}

function childCount(cursor: ByteCursor): number {
  const count = cursor.int32();
  if (count < 0 || count > MOST_CHILDREN) invalidRpl(`a list has ${count} entries`);
  return count;
}

function pictureOf({ bytes, mimeType, streamName }: ElementProperties): RplPicture {
  if (bytes !== undefined && bytes.length > 0) return { kind: 'bytes', bytes: Buffer.from(bytes), mimeType };
  if (streamName !== undefined) return { kind: 'stream', streamName };
  return invalidRpl('the item has no picture');
}
