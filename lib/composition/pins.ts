import { type KeyRing, secretKeyRing } from '../identity/key-ring.ts';
import type { Pins } from '../pins/pin.ts';
import { type PinOwners, tablePinOwners } from '../pins/pin-owners.ts';
import { blobPinPictures, type PinPictures } from '../pins/pin-pictures.ts';
import { tablePins } from '../pins/table-pins.ts';
import type { TilePictures } from '../reports/tile-pictures.ts';
import type { Queue } from '../storage/queue.ts';
import { BLOBS, QUEUES } from '../storage-names.ts';
import type { Foundation } from './foundation.ts';

/** Pins, and the pictures that tiles show. */
export type PinPorts = {
  readonly pins: Pins;
  readonly pinOwners: PinOwners;
  readonly pictureKeys: KeyRing;
  readonly pinPictures: PinPictures;
  readonly pinQueue: Queue;
};

export function pinPorts({ shared, storage, secrets, table }: Foundation, pictures: TilePictures): PinPorts {
  const pinOwners = tablePinOwners(table('pins'));
  const pictureKeys = secretKeyRing({ secrets, name: 'picture-keys', clock: shared.clock });
  return {
    pins: tablePins(table('pins')),
    pinOwners,
    pictureKeys,
    pinPictures: blobPinPictures({
      blobs: storage.blobs(BLOBS.pictures),
      owners: pinOwners,
      ring: pictureKeys,
      pictures,
      baseUrl: shared.settings.portalUrls[0],
    }),
    pinQueue: storage.queue(QUEUES.pinTile),
  };
}
