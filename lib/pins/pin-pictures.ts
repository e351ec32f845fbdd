import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { DomainError } from '../errors.ts';
import type { KeyRing } from '../identity/key-ring.ts';
import type { ItemPicture, TilePictures } from '../reports/tile-pictures.ts';
import type { Blob, Blobs } from '../storage/blobs.ts';
import type { PinOwners } from './pin-owners.ts';

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
  /** Where the pin's picture is, for a person who pastes it into an Image tile; the same until it gets a new address. */
  address(pinId: string): Promise<string>;
  /** Draws "not refreshed since …" over what is shown; nothing where there is no picture or it says so already. */
  markStale(pinId: string): Promise<void>;
  /** What an address shows; undefined for a wrong one. */
  read(pinId: string, secret: string): Promise<Blob | undefined>;
  /** What the pin's tile shows now, for its owner: no address is asked for. */
  current(pinId: string): Promise<Blob | undefined>;
  remove(pinId: string): Promise<void>;
}

const VERSION_LETTERS = 12;

function secretFrom(key: Uint8Array, pinId: string, generation: number): string {
  return createHmac('sha256', key).update(`${pinId}|${generation}`).digest('base64url');
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url');

/**
 * Blob `pins/<id>/current` is what is served, `pins/<id>/plain` the item without caption, so that a stale mark can be
 * drawn without a report. The address's secret is an HMAC over pin and generation with an application key: 256 bits
 * that nobody can guess, known to us without being stored. Its hash is, so that a look at a picture needs no key: neither
 * an outage of the vault nor a crowd of viewers reaches it. The generation is a row of its own, so that no picture that is
 * written late brings an old address back.
 */
export function blobPinPictures(options: {
  readonly blobs: Blobs;
  readonly owners: PinOwners;
  readonly ring: KeyRing;
  readonly pictures: TilePictures;
  readonly baseUrl: string;
}): PinPictures {
  const { blobs, owners, ring, pictures, baseUrl } = options;
  const currentName = (pinId: string) => `pins/${pinId}/current`;
  const plainName = (pinId: string) => `pins/${pinId}/plain`;

  /**
   * A pin keeps its address through rotation of the key: the key's id stays with the pin. Where that key was taken off
   * the ring, the address that was made with it is meant to end, and the pin gets a new one.
   */
  async function secretOf(pinId: string): Promise<string> {
    const { kid } = await ring.current();
    let address = await owners.ensure(pinId, kid);
    let key = await ring.find(address.kid);
    if (!key) {
      await owners.renewAddress(pinId, `without ${address.kid}`, kid);
      address = await owners.ensure(pinId, kid);
      key = await ring.find(address.kid);
    }
    if (!key)
      throw new DomainError('SECRETS_UNAVAILABLE', {
        detail: 'The key of this picture address is not at hand.',
      });
    const secret = secretFrom(key, pinId, address.generation);
    const hash = hashOf(secret);
    if (address.secretHash !== hash) await owners.keepHash(pinId, address.generation, hash);
    return secret;
  }

  const addressOf = (pinId: string, secret: string, version: string) =>
    `${baseUrl}/t/${pinId}/${secret}/${version}.png`;

  return {
    address: async (pinId) => addressOf(pinId, await secretOf(pinId), 'current'),

    async publish(pinId, picture, { refreshedAt, zone }) {
      const secret = await secretOf(pinId);
      const { title } = picture;
      const metadata = {
        zone,
        refreshedat: refreshedAt.toString(),
        title: encodeURIComponent(title),
      };
      const png = await pictures.caption(picture.png, { title, refreshedAt, zone, stale: false });
      await blobs.put(plainName(pinId), picture.png, { contentType: 'image/png', metadata });
      const { etag } = await blobs.put(currentName(pinId), png, { contentType: 'image/png', metadata });
      const version = createHash('sha256').update(etag).digest('base64url').slice(0, VERSION_LETTERS);
      return { url: addressOf(pinId, secret, version), version };
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

    async read(pinId, secret) {
      const address = await owners.get(pinId);
      if (address?.secretHash === undefined) return undefined;
      const [wanted, given] = [Buffer.from(address.secretHash), Buffer.from(hashOf(secret))];
      if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) return undefined;
      return blobs.get(currentName(pinId));
    },

    current: (pinId) => blobs.get(currentName(pinId)),

    async remove(pinId) {
      await blobs.delete(currentName(pinId));
      await blobs.delete(plainName(pinId));
    },
  };
}
