import { randomBytes } from 'node:crypto';
import { DomainError } from '../errors.ts';
import { ringSchema } from '../identity/key-ring.ts';
import type { KeyWrapper, WrappedKey } from '../storage/key-wrapper.ts';
import type { Secrets } from '../storage/secrets.ts';
import { rowsOf, type Table } from '../storage/table.ts';

const DATA_KEYS = 'data-key';

/**
 * Adds a key to a ring and seals with it from now on; the keys before it still open. Processes learn of it within five minutes,
 * or at the first thing that is sealed with it, so nobody notices. `keep` bounds how many keys stay, the newest first.
 * @returns ids of the keys that stay and of those that went
 * @throws DomainError NOT_FOUND where nothing has been sealed yet: there is nothing to rotate
 */
export async function rotateRing(
  secrets: Secrets,
  name: string,
  keep = Number.POSITIVE_INFINITY,
): Promise<{
  readonly current: string;
  readonly kept: readonly string[];
  readonly dropped: readonly string[];
}> {
  const secret = await secrets.get(name);
  if (!secret) throw new DomainError('NOT_FOUND', { detail: `The vault has no secret ${name} yet.` });
  const ring = ringSchema.parse(JSON.parse(secret.value));
  // Begins with a letter: a name of digits alone would move to the front of the object.
  const current = `k${randomBytes(6).toString('base64url')}`;
  // The order of insertion is that of age.
  const before = Object.keys(ring.keys);
  const kept = before.slice(Math.max(0, before.length + 1 - keep));
  const keys = Object.fromEntries([
    ...kept.map((kid) => [kid, ring.keys[kid]]),
    [current, randomBytes(32).toString('base64url')],
  ]);
  await secrets.set(name, JSON.stringify({ current, keys }), { contentType: 'application/json' });
  return { current, kept, dropped: before.filter((kid) => !kept.includes(kid)) };
}

/**
 * Wraps every data key of the token store anew, by the newest version of the vault's key: an older version can then be
 * disabled. What the data keys encrypt stays as it is, and keys that another vault wrapped stay unread. Repeatable; by ETag.
 */
export async function rewrapDataKeys(
  table: Table,
  wrapper: KeyWrapper,
): Promise<{ readonly rewrapped: number; readonly current: number; readonly foreign: number }> {
  let rewrapped = 0;
  let current = 0;
  let foreign = 0;
  for await (const row of rowsOf(table, { partition: { is: DATA_KEYS } })) {
    const { etag, ...present } = row;
    const keyId = String(row.cells.keyId);
    const key = await unwrapOwn(wrapper, { keyId, wrapped: String(row.cells.wrapped) });
    if (!key) {
      foreign++;
      continue;
    }
    const fresh = await wrapper.wrap(key);
    if (fresh.keyId === keyId) {
      current++;
      continue;
    }
    const cells = { ...present.cells, keyId: fresh.keyId, wrapped: fresh.wrapped };
    const outcome = await table.write({ kind: 'replace', row: { ...present, cells }, etag });
    if (outcome.ok) rewrapped++;
  }
  return { rewrapped, current, foreign };
}

async function unwrapOwn(wrapper: KeyWrapper, wrapped: WrappedKey): Promise<Uint8Array | undefined> {
  try {
    return await wrapper.unwrap(wrapped);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
