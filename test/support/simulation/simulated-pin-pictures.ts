import type { PinPictures } from '../../../lib/pins/pin-pictures.ts';
import type { Blobs } from '../../../lib/storage/blobs.ts';

/** The current picture of each pin as one blob, as far as runs write it. */
export function simulatedPinPictures(blobs: Blobs): Pick<PinPictures, 'publish' | 'markStale' | 'remove'> {
  const nameOf = (pinId: string) => `pins/${pinId}/current`;
  return {
    async publish(pinId, { png }) {
      const { etag } = await blobs.put(nameOf(pinId), png, { contentType: 'image/png' });
      return { url: `http://127.0.0.1:7071/t/${pinId}`, version: etag };
    },
    async markStale(pinId) {
      const picture = await blobs.get(nameOf(pinId));
      if (!picture || picture.metadata.stale === 'true') return;
      await blobs.put(nameOf(pinId), picture.bytes, {
        contentType: 'image/png',
        metadata: { stale: 'true' },
      });
    },
    async remove(pinId) {
      await blobs.delete(nameOf(pinId));
    },
  };
}
