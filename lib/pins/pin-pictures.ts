import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { KeyRing } from '../identity/key-ring.ts';
import type { ItemPicture, TilePictures } from '../reports/tile-pictures.ts';
import type { Blob, Blobs } from '../storage/blobs.ts';

export type PublishedPicture = { readonly url: string; readonly version: string };

/**
 * The current picture of each pin, at an address that cannot be guessed and stays the same. Power BI fetches it without
 * signing in.
 */
export interface PinPictures {
  /** Replaces the pin's picture. Repeatable. `zone` is the IANA zone its time is shown in. */
  publish(
    pinId: string,
    picture: ItemPicture,
    options: { readonly refreshedAt: Temporal.Instant; readonly zone: string },
  ): Promise<PublishedPicture>;
  /** Draws "not refreshed since …" over what is shown; nothing where there is no picture or it says so already. */
  markStale(pinId: string): Promise<void>;
  /**
   * Gives the pin another address; the old one shows the neutral picture from then on. False where there is no picture.
   * The tile follows with its next row.
   */
  renewAddress(pinId: string): Promise<boolean>;
  /** What an address shows; undefined for a wrong one. */
  read(pinId: string, secret: string): Promise<Blob | undefined>;
  remove(pinId: string): Promise<void>;
}

const VERSION_LETTERS = 12;

/**
 * Blob `pins/<id>/current` is what is served, `pins/<id>/plain` the item without caption, so that a stale mark can be
 * drawn without a report. The address's secret is an HMAC over pin and generation with an application key: 256 bits
 * that nobody can guess, known to us without being stored, and another one after "new address".
 */
export function blobPinPictures(options: {
  readonly blobs: Blobs;
  readonly ring: KeyRing;
  readonly pictures: TilePictures;
  readonly baseUrl: string;
}): PinPictures {
  const { blobs, ring, pictures, baseUrl } = options;
  const currentName = (pinId: string) => `pins/${pinId}/current`;
  const plainName = (pinId: string) => `pins/${pinId}/plain`;

  const secretOf = (key: Uint8Array, pinId: string, generation: string) =>
    createHmac('sha256', key).update(`${pinId}|${generation}`).digest('base64url');

  /** A pin keeps its address through rotation of the key: the key's id and the generation stay with the picture. */
  async function addressOf(
    pinId: string,
  ): Promise<{ readonly kid: string; readonly generation: string; readonly secret: string }> {
    const present = await blobs.get(currentName(pinId));
    const kept = present?.metadata.kid;
    const key = kept === undefined ? undefined : await ring.find(kept);
    if (kept !== undefined && key) {
      const generation = present?.metadata.generation ?? '1';
      return { kid: kept, generation, secret: secretOf(key, pinId, generation) };
    }
    const current = await ring.current();
    return { kid: current.kid, generation: '1', secret: secretOf(current.key, pinId, '1') };
  }

  return {
    async publish(pinId, picture, { refreshedAt, zone }) {
      const { kid, generation, secret } = await addressOf(pinId);
      const { title } = picture;
      const metadata = {
        kid,
        generation,
        zone,
        refreshedat: refreshedAt.toString(),
        title: encodeURIComponent(title),
      };
      const png = await pictures.caption(picture.png, { title, refreshedAt, zone, stale: false });
      await blobs.put(plainName(pinId), picture.png, { contentType: 'image/png', metadata });
      const { etag } = await blobs.put(currentName(pinId), png, { contentType: 'image/png', metadata });
      const version = createHash('sha256').update(etag).digest('base64url').slice(0, VERSION_LETTERS);
      return { url: `${baseUrl}/t/${pinId}/${secret}/${version}.png`, version };
    },

    async markStale(pinId) {
      const [current, plain] = await Promise.all([
        blobs.get(currentName(pinId)),
        blobs.get(plainName(pinId)),
      ]);
      if (!current || !plain || current.metadata.stale === 'true') return;
      const { title = '', refreshedat = '1970-01-01T00:00Z', zone = 'UTC' } = plain.metadata;
      const refreshedAt = Temporal.Instant.from(refreshedat);
      const png = await pictures.caption(plain.bytes, {
        title: decodeURIComponent(title),
        refreshedAt,
        zone,
        stale: true,
      });
      const metadata = { ...current.metadata, stale: 'true' };
      await blobs.put(currentName(pinId), png, { contentType: 'image/png', metadata });
    },

    async renewAddress(pinId) {
      const current = await blobs.get(currentName(pinId));
      if (!current) return false;
      const generation = String(Number(current.metadata.generation ?? '1') + 1);
      const metadata = { ...current.metadata, generation };
      await blobs.put(currentName(pinId), current.bytes, { contentType: 'image/png', metadata });
      return true;
    },

    async read(pinId, secret) {
      const picture = await blobs.get(currentName(pinId));
      const { kid, generation } = picture?.metadata ?? {};
      const key = kid === undefined ? undefined : await ring.find(kid);
      if (!picture || !key || generation === undefined) return undefined;
      const wanted = Buffer.from(secretOf(key, pinId, generation));
      const given = Buffer.from(secret);
      return wanted.length === given.length && timingSafeEqual(wanted, given) ? picture : undefined;
    },

    async remove(pinId) {
      await blobs.delete(currentName(pinId));
      await blobs.delete(plainName(pinId));
    },
  };
}
