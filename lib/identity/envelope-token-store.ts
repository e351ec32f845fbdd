import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Log } from '../log.ts';
import { rowsOf, type StoredRow, type Table } from '../storage/table.ts';
import type { DataKeys } from './data-keys.ts';
import type { Owner } from './principal.ts';
import { requireSlim, type TokenStore } from './token-store.ts';

/** Tells versions of this store from those of Key Vault, which are 32 hexadecimal digits. */
export const ENVELOPE_VERSION = /^e[0-9a-f]{32}$/;

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Tokens in a table, encrypted with AES-256-GCM under a data key that a key of Key Vault wraps: for more people than
 * Key Vault should serve one by one. It is asked once a process and data key, not once a person. The owner and the
 * version are authenticated with the ciphertext, so that no row can stand in for another.
 */
export function envelopeTokenStore(options: {
  readonly table: Table;
  readonly dataKeys: DataKeys;
  readonly log: Log;
}): TokenStore {
  const { table, dataKeys, log } = options;
  const keyOf = (owner: Owner, version: string) => ({ partitionKey: owner, rowKey: version });

  /** Crash story: one delete; lost, the row is there still and nothing names it. */
  async function remove(owner: Owner, version: string): Promise<void> {
    if (ENVELOPE_VERSION.test(version))
      await table.write({ kind: 'delete', key: keyOf(owner, version), etag: '*' });
  }

  return {
    async load(owner, version) {
      if (!ENVELOPE_VERSION.test(version)) return undefined;
      const row = await table.get(keyOf(owner, version));
      const key = row && (await dataKeys.find(String(row.cells.dataKey)));
      if (!row || !key) return undefined;
      const opened = open(row, key, `${owner}|${version}`);
      // Changed behind our back: the person has to sign in, and somebody has to look.
      if (opened === undefined) log.error('token.damaged', { owner, version });
      return opened;
    },

    /** Crash story: one insert of a version of its own; lost, nothing names it. */
    async save(owner, cache, { expiresAt }) {
      requireSlim(cache);
      const version = `e${randomBytes(16).toString('hex')}`;
      const { id, key } = await dataKeys.current();
      const sealed = seal(cache, key, `${owner}|${version}`);
      const cells = { dataKey: id, sealed, expiresAt: expiresAt.toString() };
      await table.write({ kind: 'insert', row: { ...keyOf(owner, version), cells } });
      return { version };
    },

    replaced: remove,
    discard: remove,

    /** Crash story: a delete a row; cut off, retiring again does the rest. */
    async retire(owner) {
      for await (const row of rowsOf(table, { partition: { is: owner } })) await remove(owner, row.rowKey);
    },
  };
}

function seal(text: string, key: Uint8Array, context: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  const sealed = [cipher.update(text, 'utf8'), cipher.final()];
  return Buffer.concat([nonce, ...sealed, cipher.getAuthTag()]).toString('base64url');
}

/** Undefined where anything was changed, or moved to another owner or version. */
function open(row: StoredRow, key: Uint8Array, context: string): string | undefined {
  const bytes = Buffer.from(String(row.cells.sealed), 'base64url');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(Buffer.from(context))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
  try {
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    // GCM has no other reason to refuse than a tag that does not fit.
    return undefined;
  }
}
