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

const KEEP_MS = 300_000;
/** While the vault is away, a process goes on with the ring that it has: nobody is signed out by an outage. */
const STALE_AT_MOST_MS = 86_400_000;
const ASK_AGAIN_MS = 30_000;
/** How long a process without a ring answers that the vault is away before it asks again. */
const REFUSED_MS = 5000;

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
  let kept: { readonly ring: Ring; readonly readAt: number; until: number } | undefined;
  let refused: { readonly error: unknown; readonly until: number } | undefined;
  let underWay: Promise<Ring> | undefined;

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

  /** Everybody who needs a ring at the same time shares the request for it, and its refusal for some seconds. */
  async function load(now: number): Promise<Ring> {
    if (refused && now < refused.until) throw refused.error;
    underWay ??= readOrCreate().finally(() => {
      underWay = undefined;
    });
    try {
      const ring = await underWay;
      kept = { ring, readAt: now, until: now + KEEP_MS };
      refused = undefined;
      return ring;
    } catch (error) {
      refused = { error, until: now + REFUSED_MS };
      throw error;
    }
  }

  async function ring(refresh: 'cached' | 'again'): Promise<Ring> {
    const now = clock.now().epochMilliseconds;
    // Whether a key is gone, an old ring does not say.
    if (refresh === 'again') return load(now);
    if (kept && now < kept.until) return kept.ring;
    try {
      return await load(now);
    } catch (error) {
      const isAway = error instanceof DomainError && error.code === 'SECRETS_UNAVAILABLE';
      if (!kept || !isAway || now > kept.readAt + STALE_AT_MOST_MS) throw error;
      kept.until = now + ASK_AGAIN_MS;
      return kept.ring;
    }
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
