import { beforeEach, describe, expect, it } from 'vitest';
import { pictureAnswer } from '../../../lib/http/picture-answer.ts';
import { blobPinPictures, type PinPictures } from '../../../lib/pins/pin-pictures.ts';
import { BLOBS } from '../../../lib/storage-names.ts';
import { MemoryInstallation, OWNER, ownerOf } from '../../support/memory-installation.ts';

const ID = '5c000000-0000-4000-8000-000000000001';
let installation: MemoryInstallation;
let pictures: PinPictures;

beforeEach(() => {
  installation = new MemoryInstallation();
  pictures = installation.app.pinPictures;
});

async function publish(): Promise<{ readonly url: string; readonly secret: string }> {
  const picture = { title: 'Größe', png: new TextEncoder().encode('picture'), warnings: [] };
  const { url } = await pictures.publish(ID, picture, { refreshedAt: installation.clock.now(), zone: 'UTC' });
  return { url, secret: url.split('/').at(-2) ?? '' };
}

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const request = (etag?: string) => ({
  method: 'GET',
  url: 'http://127.0.0.1/t',
  headers: new Headers(etag ? { 'if-none-match': etag } : {}),
  params: {},
  arrayBuffer: async () => new ArrayBuffer(0),
});

describe('the id of a pin', () => {
  const eve = ownerOf('e0000000-0000-4000-8000-00000000000e');

  it('belongs to who drew it first, for ever', async () => {
    const { pinOwners } = installation.app;
    expect(await pinOwners.claim(ID, OWNER, 'k')).toBe('yours');
    expect(await pinOwners.claim(ID, OWNER, 'k')).toBe('yours');
    expect(await pinOwners.claim(ID, eve, 'k')).toBe('taken');
  });

  it('belongs to one of two who draw it at once', async () => {
    const { pinOwners } = installation.app;
    const claims = await Promise.all([pinOwners.claim(ID, eve, 'k'), pinOwners.claim(ID, OWNER, 'k')]);
    expect(claims.sort()).toEqual(['taken', 'yours']);
  });
});

describe('the picture of a pin', () => {
  it('keeps its address from refresh to refresh, but for the version', async () => {
    const [first, second] = [await publish(), await publish()];
    expect(second.secret).toBe(first.secret);
    expect(second.url).not.toBe(first.url);
    expect(Buffer.from(first.secret, 'base64url')).toHaveLength(32);
  });

  it('is shown without a key, and the row that lets it be shown holds no secret', async () => {
    const { secret } = await publish();
    const cold = new MemoryInstallation();
    const ring = {
      current: async () => expect.unreachable('the vault is away'),
      find: async () => expect.unreachable('the vault is away'),
    };
    const { pinOwners } = installation.app;
    const viewer = blobPinPictures({
      blobs: installation.storage.blobs(BLOBS.pictures),
      owners: pinOwners,
      ring,
      pictures: cold.pictures,
      baseUrl: 'http://127.0.0.1:7071',
    });
    expect(text((await viewer.read(ID, secret))?.bytes)).toBe('picture');
    expect(await viewer.read(ID, 'guess')).toBeUndefined();
    expect(JSON.stringify(await pinOwners.get(ID))).not.toContain(secret);
  });

  it('gets a new address when the key of the old one is taken off the ring, and once only', async () => {
    const { secret } = await publish();
    const key = { kid: 'next', key: Buffer.alloc(32, 9) };
    const rotated = blobPinPictures({
      blobs: installation.storage.blobs(BLOBS.pictures),
      owners: installation.app.pinOwners,
      ring: {
        current: async () => key,
        find: async (kid: string) => (kid === key.kid ? key.key : undefined),
      },
      pictures: installation.pictures,
      baseUrl: 'http://127.0.0.1:7071',
    });
    const [one, other] = [await rotated.address(ID), await rotated.address(ID)];
    expect(one).toBe(other);
    expect(one).not.toContain(secret);
    expect(await rotated.read(ID, secret)).toBeUndefined();
    expect(text((await rotated.read(ID, one.split('/').at(-2) ?? ''))?.bytes)).toBe('picture');
  });

  it('costs one write of a hash for an address, not one for each picture', async () => {
    const table = installation.storage.table('Pins');
    const write = table.write.bind(table);
    let replaced = 0;
    table.write = (request) => {
      if (request.kind === 'replace') replaced += 1;
      return write(request);
    };
    for (let time = 0; time < 5; time++) await publish();
    expect(replaced).toBe(1);
  });

  it('shows itself at its own address only', async () => {
    const { secret } = await publish();
    expect(text((await pictures.read(ID, secret))?.bytes)).toBe('picture');
    expect(await pictures.read(ID, `${secret.slice(0, -1)}_`)).toBeUndefined();
    expect(await pictures.read(ID, '')).toBeUndefined();
    expect(await pictures.read(ID.replace('1', '2'), secret)).toBeUndefined();
  });

  it('goes to a new address, and leaves the old one with the neutral picture', async () => {
    const { secret } = await publish();
    const { pinOwners } = installation.app;
    await pinOwners.renewAddress(ID, 'request', (await installation.app.pictureKeys.current()).kid);
    await pinOwners.renewAddress(ID, 'request', (await installation.app.pictureKeys.current()).kid);
    expect((await pinOwners.get(ID))?.generation).toBe(2);
    expect(await pictures.read(ID, secret)).toBeUndefined();
    const after = await publish();
    expect(after.secret).not.toBe(secret);
    expect(text((await pictures.read(ID, after.secret))?.bytes)).toBe('picture');
  });

  it('is not brought back to an old address by a picture that was begun before', async () => {
    const { secret } = await publish();
    const late = publish();
    await installation.app.pinOwners.renewAddress(
      ID,
      'request',
      (await installation.app.pictureKeys.current()).kid,
    );
    await late;
    await pictures.markStale(ID);
    expect(await pictures.read(ID, secret)).toBeUndefined();
  });

  it('says that it is stale until the next refresh', async () => {
    const { secret } = await publish();
    await pictures.markStale(ID);
    await pictures.markStale(ID);
    expect(text((await pictures.read(ID, secret))?.bytes)).toBe('picture (stale)');
    await publish();
    expect(text((await pictures.read(ID, secret))?.bytes)).toBe('picture');
  });

  it('answers 304 for who has it, and something neutral for an address that is none', async () => {
    const { secret } = await publish();
    const picture = await pictures.read(ID, secret);
    const first = pictureAnswer(picture, request());
    expect(first).toMatchObject({ status: 200, headers: { 'cache-control': 'public, max-age=60' } });
    expect(pictureAnswer(picture, request(first.headers?.etag)).status).toBe(304);
    await pictures.markStale(ID);
    expect(pictureAnswer(await pictures.read(ID, secret), request(first.headers?.etag)).status).toBe(200);
    expect(pictureAnswer(undefined, request())).toMatchObject({
      status: 200,
      headers: { 'content-type': 'image/png' },
    });
  });

  it('is gone when the pin is', async () => {
    const { secret } = await publish();
    await pictures.remove(ID);
    await pictures.remove(ID);
    expect(await pictures.read(ID, secret)).toBeUndefined();
  });
});
