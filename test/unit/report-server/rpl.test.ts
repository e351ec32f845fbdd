import { describe, expect, it } from 'vitest';
import { findRplPicture } from '../../../lib/report-server/rpl/find-item.ts';

// Streams written by hand after [MS-RPL]: the numbers are those of the specification, in the order of its records.
const END = 0xff;
const int32 = (value: number) => [...Buffer.from(new Int32Array([value]).buffer)];
const int64 = (value: number) => [...int32(value), ...int32(0)];
const text = (value: string) => [Buffer.byteLength(value), ...Buffer.from(value)];
/** 2.2.72: left, top, width, height, zIndex, state; then where the element ends. */
const measured = (end: number) => [...Array<number>(20).fill(0), 0, ...int64(end)];

class Stream {
  readonly bytes: number[] = [];
  add(...parts: readonly (number | readonly number[])[]): number {
    const at = this.bytes.length;
    for (const part of parts) this.bytes.push(...(typeof part === 'number' ? [part] : part));
    return at;
  }
  /** 2.2.73 ReportElementEnd. */
  end(target: number): number {
    return this.add(0xfe, int64(target), END);
  }
  /** 2.2.71 Measurements, with its end. */
  holds(start: number, ends: readonly number[]): number {
    return this.end(this.add(0x10, int64(start), int32(ends.length), ...ends.map(measured)));
  }
}

/** A stream of one page, whose content the callback writes and names the end of. */
function stream(minor: number, page: (to: Stream) => number): Buffer {
  const to = new Stream();
  const version = [10, minor, ...int32(0)];
  to.add(text('RPLIF'), version);
  // 2.2.1: reportStart, and its properties: a name.
  const start = to.add(0x00, 0x02, 0x0f, text('Stock'), END);
  const end = page(to);
  const offsets = to.add(0x12, int64(start), int32(1), int64(end));
  to.end(offsets);
  to.add(version);
  return Buffer.from(to.bytes);
}

/** 2.2.42 Chart: ElementProperties with what is shared (ID, name) and what is its own (unique name, stream). */
const chart = (to: Stream, name: string, own: readonly number[]) => {
  const start = to.add(0x0b);
  const properties = to.add(0x0f, 0x00, 0x01, text('12'), 0x02, text(name), END);
  to.add(0x01, 0x00, text('12iT0'), own, END);
  return { end: to.end(start), properties };
};
const streamed = (name: string) => [0x28, ...text(name)];

/** 10.4 and later: page, section, body area, body. */
function sectioned(to: Stream, ends: readonly number[]): number {
  const body = to.holds(to.add(0x06, 0x0f, 0x00, 0x02, text('Body'), END, END), ends);
  const area = to.holds(to.add(0x14), [body]);
  const section = to.holds(to.add(0x15, 0x16, 0x00, text('S'), END), [area]);
  return to.holds(to.add(0x13, 0x03, END), [section]);
}

describe('a page (RPL)', () => {
  it.each([4, 5, 6])('of version 10.%i names the stream of an item in its section', (minor) => {
    const page = stream(minor, (to) => {
      const one = chart(to, 'Chart1', streamed('C_1'));
      const two = chart(to, 'Chart2', streamed('C_2'));
      return sectioned(to, [one.end, two.end]);
    });
    expect(findRplPicture(page, 'Chart2')).toEqual({ kind: 'stream', streamName: 'C_2' });
    expect(findRplPicture(page, 'Chart3')).toBeUndefined();
  });

  it('of version 10.3 has no sections: its bodies lie in the page itself', () => {
    const page = stream(3, (to) => {
      const one = chart(to, 'Chart1', streamed('C_1'));
      const body = to.holds(to.add(0x06, 0x0f, 0x00, 0x02, text('Body'), END, END), [one.end]);
      return to.holds(to.add(0x13), [to.holds(to.add(0x14), [body])]);
    });
    expect(findRplPicture(page, 'Chart1')).toEqual({ kind: 'stream', streamName: 'C_1' });
  });

  it('may say of an item’s shared properties where they stand', () => {
    const page = stream(6, (to) => {
      const one = chart(to, 'Chart1', streamed('C_1'));
      // UseSharedElementProperties (0x02): the place of the first one's ElementProperties.
      const start = to.add(0x0b, 0x0f, 0x02, int64(one.properties), 0x01, streamed('C_again'), END, END);
      const again = to.end(start);
      return sectioned(to, [again]);
    });
    expect(findRplPicture(page, 'Chart1')).toEqual({ kind: 'stream', streamName: 'C_again' });
  });

  it('holds pictures in itself where none is put aside', () => {
    const bytes = [0x89, 0x50, 0x4e, 0x47];
    const page = stream(6, (to) =>
      sectioned(to, [chart(to, 'Chart1', [0x27, ...int32(bytes.length), ...bytes]).end]),
    );
    expect(findRplPicture(page, 'Chart1')).toMatchObject({ kind: 'bytes', bytes: Buffer.from(bytes) });
  });

  it('of a version that is not known is refused', () => {
    const page = stream(7, (to) => sectioned(to, []));
    expect(() => findRplPicture(page, 'Chart1')).toThrow(/version 10.7/);
  });
});
