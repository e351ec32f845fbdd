import {
  ELEMENT,
  IMAGE,
  PROPERTIES,
  PROPERTY,
  RECORD,
  RPL_STAMP,
  STYLE,
} from '../../lib/report-server/rpl/rpl-format.ts';

/** An element of a page; boxes in millimetres from what holds it. */
export type RplElement = {
  readonly type: number;
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly streamName?: string;
  readonly picture?: { readonly bytes: Buffer; readonly mimeType: string };
  readonly children?: readonly RplElement[];
};

/** Writes report page layout streams of version 10.6 ([MS-RPL]): one report, pages of one section. */
export function writeRpl(
  report: { readonly name: string; readonly width: number; readonly height: number },
  pages: readonly (readonly RplElement[])[],
): Buffer {
  const out = new Writer();
  out.string(RPL_STAMP);
  version(out);
  const start = out.at;
  out.byte(ELEMENT.report, 2, 15);
  out.string(report.name);
  out.byte(RECORD.end);
  const ends = pages.map((elements) => writePage(out, report, elements));
  const offsets = out.at;
  out.byte(RECORD.offsets);
  out.int64(start);
  out.int32(ends.length);
  for (const end of ends) out.int64(end);
  elementEnd(out, offsets);
  version(out);
  return out.bytes();
}

type Size = { readonly width: number; readonly height: number };

function writePage(out: Writer, size: Size, elements: readonly RplElement[]): number {
  const start = out.at;
  out.byte(RECORD.page, 3, 16);
  out.float(size.height);
  out.byte(17);
  out.float(size.width);
  out.byte(RECORD.end);
  const section = writeSection(out, size, elements);
  return container(out, start, [{ ...size, end: section }]);
}

function writeSection(out: Writer, size: Size, elements: readonly RplElement[]): number {
  const start = out.at;
  out.byte(RECORD.section, RECORD.sectionProperties, 0);
  out.string('S1');
  out.byte(RECORD.end);
  const area = out.at;
  out.byte(RECORD.bodyArea);
  const body = writeElement(out, {
    type: ELEMENT.body,
    name: 'Body',
    left: 0,
    top: 0,
    ...size,
    children: elements,
  });
  const areaEnd = container(out, area, [{ ...size, end: body }]);
  const header = writeElement(out, {
    type: ELEMENT.pageHeader,
    name: 'Header',
    left: 0,
    top: 0,
    ...size,
    children: [],
  });
  return container(out, start, [
    { ...size, end: areaEnd },
    { ...size, end: header },
  ]);
}

/** @returns where its end record is */
function writeElement(out: Writer, element: RplElement): number {
  const start = out.at;
  out.byte(element.type, RECORD.properties, PROPERTIES.shared, PROPERTY.id);
  out.string(`ID ${element.name}`);
  out.byte(PROPERTY.name);
  out.string(element.name);
  // A style, as every real element has one: border widths are texts, border styles a byte.
  out.byte(PROPERTY.style, PROPERTIES.shared, 0);
  out.string('#000000');
  out.byte(5, 1, STYLE.numeralVariant);
  out.int32(1);
  out.byte(RECORD.end, RECORD.end, PROPERTIES.own, PROPERTY.uniqueName);
  out.string(`U ${element.name}`);
  writeOwn(out, element);
  out.byte(RECORD.end, RECORD.end);
  if (element.children === undefined) return elementEnd(out, start);
  const placed = element.children.map((child) => ({ ...child, end: writeElement(out, child) }));
  return container(out, start, placed);
}

function writeOwn(out: Writer, { streamName, picture, type }: RplElement): void {
  if (streamName !== undefined) {
    out.byte(PROPERTY.actionImageMapAreas);
    out.int32(1);
    // One area of a picture with a tool tip and a link.
    out.byte(0, 2);
    out.int32(1);
    out.byte(0, 6);
    out.string('https://contoso.example/');
    out.byte(RECORD.end, 10);
    out.int32(1);
    out.byte(0);
    out.int32(4);
    for (const coordinate of [0, 0, 10, 10]) out.float(coordinate);
    out.byte(PROPERTY.toolTip);
    out.string('12');
    out.byte(RECORD.end, PROPERTY.streamName);
    out.string(streamName);
  }
  if (picture === undefined) return;
  if (type !== ELEMENT.image) {
    out.byte(PROPERTY.dynamicImageData);
    out.int32(picture.bytes.length);
    out.raw(picture.bytes);
    return;
  }
  out.byte(PROPERTY.image, PROPERTIES.shared, IMAGE.mimeType);
  out.string(picture.mimeType);
  out.byte(IMAGE.data);
  out.int32(picture.bytes.length);
  out.raw(picture.bytes);
  out.byte(RECORD.end);
}

type Placed = Size & { readonly left?: number; readonly top?: number; readonly end: number };

/** The measurements of what an element holds, and its end. */
function container(out: Writer, start: number, children: readonly Placed[]): number {
  const at = out.at;
  out.byte(RECORD.measurements);
  out.int64(start);
  out.int32(children.length);
  for (const { left = 0, top = 0, width, height, end } of children) {
    for (const length of [left, top, width, height]) out.float(length);
    out.int32(0);
    out.byte(0);
    out.int64(end);
  }
  return elementEnd(out, at);
}

function elementEnd(out: Writer, target: number): number {
  const at = out.at;
  out.byte(RECORD.elementEnd);
  out.int64(target);
  out.byte(RECORD.end);
  return at;
}

function version(out: Writer): void {
  out.byte(10, 6);
  out.int32(0);
}

class Writer {
  readonly #parts: Buffer[] = [];
  at = 0;

  raw(part: Buffer): void {
    this.#parts.push(part);
    this.at += part.length;
  }

  byte(...values: readonly number[]): void {
    this.raw(Buffer.from(values));
  }

  int32(value: number): void {
    const part = Buffer.alloc(4);
    part.writeInt32LE(value);
    this.raw(part);
  }

  int64(value: number): void {
    const part = Buffer.alloc(8);
    part.writeBigInt64LE(BigInt(value));
    this.raw(part);
  }

  float(value: number): void {
    const part = Buffer.alloc(4);
    part.writeFloatLE(value);
    this.raw(part);
  }

  string(text: string): void {
    const bytes = Buffer.from(text, 'utf8');
    let length = bytes.length;
    while (length >= 0x80) {
      this.byte((length & 0x7f) | 0x80);
      length >>= 7;
    }
    this.byte(length);
    this.raw(bytes);
  }

  bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }
}
