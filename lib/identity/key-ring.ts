import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import type { Secrets } from '../storage/secrets.ts';

export type RingKey = { readonly kid: string; readonly key: Uint8Array };

/** 256-bit keys by id. The current one seals; the others still open what they sealed, until they are removed. */
export interface KeyRing {
  current(): Promise<RingKey>;
  find(kid: string): Promise<Uint8Array | undefined>;
}

/** The form of a ring in its secret; the keys stand in the order of their age. */
export const ringSchema = z.object({ current: z.string(), keys: z.record(z.string(), z.base64url()) });
type Ring = z.infer<typeof ringSchema>;

const KEEP_SECONDS = 300;

/** The id comes from whoever sends a cookie: `constructor` names no key. */
function own(keys: Ring['keys'], kid: string): string | undefined {
  return Object.hasOwn(keys, kid) ? keys[kid] : undefined;
}

/**
 * A ring kept as one application secret. The first reader of an empty vault writes a ring and reads it back, so that
 * of several first readers all but the last writer's key is dropped before anything was sealed with it for long: a
 * cookie sealed in that moment is asked for again.
 */
export function secretKeyRing(options: {
  readonly secrets: Secrets;
  readonly name: string;
  readonly clock: Clock;
}): KeyRing {
  const { secrets, name, clock } = options;
  let loaded: { readonly ring: Promise<Ring>; readonly until: number } | undefined;

  async function read(): Promise<Ring | undefined> {
    const secret = await secrets.get(name);
    if (!secret) return undefined;
    const parsed = ringSchema.safeParse(JSON.parse(secret.value));
    if (!parsed.success)
      throw new DomainError('INTERNAL', { detail: `The application secret ${name} is damaged.` });
    return parsed.data;
  }

  async function readOrCreate(): Promise<Ring> {
    const present = await read();
    if (present) return present;
    const kid = randomBytes(6).toString('base64url');
    const created = { current: kid, keys: { [kid]: randomBytes(32).toString('base64url') } };
    await secrets.set(name, JSON.stringify(created), { contentType: 'application/json' });
    return (await read()) ?? created;
  }

  function ring(refresh: 'cached' | 'again'): Promise<Ring> {
    const now = clock.now().epochMilliseconds;
    if (refresh === 'cached' && loaded && now < loaded.until) return loaded.ring;
    const fresh = readOrCreate();
    loaded = { ring: fresh, until: now + KEEP_SECONDS * 1000 };
    fresh.catch(() => {
      if (loaded?.ring === fresh) loaded = undefined;
    });
    return fresh;
  }

  let lastMiss = 0;
  return {
    async current() {
      const { current, keys } = await ring('cached');
      const key = keys[current];
      if (key === undefined)
        throw new DomainError('INTERNAL', { detail: `The application secret ${name} is damaged.` });
      return { kid: current, key: Buffer.from(key, 'base64url') };
    },
    async find(kid) {
      let key = own((await ring('cached')).keys, kid);
      // A key made elsewhere since our last look; forged ids may not make us look more than once a few seconds.
      const now = clock.now().epochMilliseconds;
      if (key === undefined && now - lastMiss > 5000) {
        lastMiss = now;
        key = own((await ring('again')).keys, kid);
      }
      return key === undefined ? undefined : Buffer.from(key, 'base64url');
    },
  };
}
