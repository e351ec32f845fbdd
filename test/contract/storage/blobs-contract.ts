import { beforeEach, describe, expect, it } from 'vitest';
import type { Blobs } from '../../../lib/storage/blobs.ts';

/** What each adapter of the Blobs port must do. `open` gives an empty container whose lists come in pages of 3. */
export function blobsContract(adapter: string, open: () => Promise<Blobs>): void {
  describe(`Blobs, ${adapter}`, () => {
    let blobs: Blobs;
    beforeEach(async () => {
      blobs = await open();
    });
    const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
    const png = { contentType: 'image/png' } as const;

    it('give back bytes, content type and metadata as they were put', async () => {
      const metadata = { title: 'Sales 2026: "gross"', pin_id: 'abc' };
      const { etag } = await blobs.put('pins/1/picture', bytes(0, 255, 128, 10), { ...png, metadata });
      expect(await blobs.get('pins/1/picture')).toStrictEqual({
        bytes: bytes(0, 255, 128, 10),
        contentType: 'image/png',
        metadata,
        etag,
      });
    });

    it('replace everything together, under a new ETag', async () => {
      const first = await blobs.put('a', bytes(1), { ...png, metadata: { title: 'old', stale: 'yes' } });
      const second = await blobs.put('a', bytes(2, 3), {
        contentType: 'text/plain',
        metadata: { title: 'new' },
      });
      expect(second.etag).not.toBe(first.etag);
      expect(await blobs.get('a')).toStrictEqual({
        bytes: bytes(2, 3),
        contentType: 'text/plain',
        metadata: { title: 'new' },
        etag: second.etag,
      });
    });

    it.each([0, 1, 3_000_000])('hold %d bytes', async (length) => {
      const large = Uint8Array.from({ length }, (_, index) => index % 251);
      await blobs.put('large', large, png);
      const read = await blobs.get('large');
      expect(Buffer.compare(read?.bytes ?? bytes(9, 9), large)).toBe(0);
    });

    it('do not change through the bytes that were put or read', async () => {
      const written = bytes(1, 2);
      await blobs.put('a', written, png);
      written[0] = 9;
      const read = await blobs.get('a');
      read?.bytes.fill(9);
      expect((await blobs.get('a'))?.bytes).toEqual(bytes(1, 2));
    });

    it('are undefined where they are not, and deleting those is done as well', async () => {
      expect(await blobs.get('a')).toBeUndefined();
      await blobs.put('a', bytes(1), png);
      await blobs.delete('a');
      await blobs.delete('a');
      expect(await blobs.get('a')).toBeUndefined();
    });

    it('list the names with a prefix, in order, page by page', async () => {
      for (const name of [
        'pins/2/a',
        'pins/1/b',
        'pins/1/a',
        'pins/10/a',
        'renders/1',
        'pins/1/c',
        'pins/1/d',
      ]) {
        await blobs.put(name, bytes(1), png);
      }
      expect(await blobs.list('renders/')).toEqual({ names: ['renders/1'], next: undefined });
      expect(await blobs.list('nothing/')).toEqual({ names: [], next: undefined });
      const first = await blobs.list('pins/1/');
      expect(first.names).toEqual(['pins/1/a', 'pins/1/b', 'pins/1/c']);
      expect(await blobs.list('pins/1/', first.next)).toEqual({ names: ['pins/1/d'], next: undefined });
    });

    it.each(['', '/a', 'a/', 'a//b', 'a.', 'a./b', 'a b', 'ä', '../a#', 'x'.repeat(1025)])(
      'may not be called %j',
      async (name) => {
        await expect(blobs.put(name, bytes(1), png)).rejects.toThrow(RangeError);
        await expect(blobs.get(name)).rejects.toThrow(RangeError);
      },
    );

    it.each([
      { Title: 'x' },
      { 'a-b': 'x' },
      { title: '' },
      { title: ' x' },
      { title: 'ż' },
      { title: 'x\n' },
    ])('may not have the metadata %j', async (metadata) => {
      await expect(blobs.put('a', bytes(1), { ...png, metadata })).rejects.toThrow(RangeError);
      expect(await blobs.get('a')).toBeUndefined();
    });
  });
}
