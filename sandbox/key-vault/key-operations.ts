import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  privateDecrypt,
  publicEncrypt,
} from 'node:crypto';
import { z } from 'zod';
import type { Call } from '../shared/http.ts';
import type { VaultOperation } from './operation.ts';
import { checkName, read } from './secret-input.ts';
import { type Key, type KeyVersion, newVersion, seconds, type VaultContext } from './state.ts';
import { badParameter, notFound } from './vault-error.ts';
import { attributesView } from './views.ts';

const at = (path: string): RegExp => new RegExp(`^/${path}/?$`, 'i');
const NAME = '(?<name>[^/]+)';
const VERSION = '(?<version>[0-9a-f]+)';

const createBody = z.object({
  kty: z.literal('RSA'),
  key_size: z.union([z.literal(2048), z.literal(3072), z.literal(4096)]).default(2048),
});
const wrapBody = z.object({ alg: z.enum(['RSA-OAEP', 'RSA-OAEP-256']), value: z.base64url() });
const HASHES = { 'RSA-OAEP': 'sha1', 'RSA-OAEP-256': 'sha256' } as const;

/** RSA keys, as far as envelope encryption needs them: made here, used here, never exported. */
export const keyOperations: readonly VaultOperation[] = [
  {
    name: 'keys.create',
    method: 'POST',
    path: at(`keys/${NAME}/create`),
    action: 'keys/create',
    creates: true,
    run: (vault, call) => {
      const name = checkName(call.params.name ?? '');
      const { key_size: modulusLength } = read(call, createBody);
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength });
      const now = seconds(vault);
      const version: KeyVersion = {
        version: newVersion(),
        privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        attributes: { enabled: true, created: now, updated: now },
      };
      const key: Key = vault.state.keys[name.toLowerCase()] ?? { name, versions: [] };
      key.versions.push(version);
      vault.state.keys[name.toLowerCase()] = key;
      return { status: 200, body: bundle(vault, key, version) };
    },
  },
  {
    name: 'keys.get',
    method: 'GET',
    path: at(`keys/${NAME}(?:/${VERSION})?`),
    action: 'keys/read',
    run: (vault, call) => {
      const { key, version } = versionOf(vault, call);
      return { status: 200, body: bundle(vault, key, version) };
    },
  },
  {
    name: 'keys.wrap',
    method: 'POST',
    path: at(`keys/${NAME}/${VERSION}/wrapkey`),
    action: 'keys/wrap',
    run: (vault, call) => {
      const { key, version } = versionOf(vault, call);
      const { alg, value } = read(call, wrapBody);
      const publicKey = createPublicKey(version.privateKey);
      const wrapped = publicEncrypt({ key: publicKey, ...oaep(alg) }, Buffer.from(value, 'base64url'));
      return { status: 200, body: { kid: idOf(vault, key, version), value: wrapped.toString('base64url') } };
    },
  },
  {
    name: 'keys.unwrap',
    method: 'POST',
    path: at(`keys/${NAME}/${VERSION}/unwrapkey`),
    action: 'keys/unwrap',
    run: (vault, call) => {
      const { key, version } = versionOf(vault, call);
      const { alg, value } = read(call, wrapBody);
      try {
        const plain = privateDecrypt(
          { key: version.privateKey, ...oaep(alg) },
          Buffer.from(value, 'base64url'),
        );
        return { status: 200, body: { kid: idOf(vault, key, version), value: plain.toString('base64url') } };
      } catch {
        throw badParameter(
          'The parameter is incorrect: the value was not wrapped by this key with this algorithm.',
        );
      }
    },
  },
];

function oaep(alg: keyof typeof HASHES): { readonly padding: number; readonly oaepHash: string } {
  return { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: HASHES[alg] };
}

function versionOf(vault: VaultContext, call: Call): { readonly key: Key; readonly version: KeyVersion } {
  const name = checkName(call.params.name ?? '');
  const key = vault.state.keys[name.toLowerCase()];
  const wanted = call.params.version?.toLowerCase();
  const version =
    wanted === undefined ? key?.versions.at(-1) : key?.versions.find((known) => known.version === wanted);
  if (key === undefined || version === undefined) throw notFound('Key', name);
  return { key, version };
}

function idOf({ url }: VaultContext, { name }: Key, { version }: KeyVersion): string {
  return `${url}/keys/${name}/${version}`;
}

function bundle(vault: VaultContext, key: Key, version: KeyVersion): Record<string, unknown> {
  const { kty, n, e } = createPublicKey(createPrivateKey(version.privateKey)).export({ format: 'jwk' });
  const key_ops = ['wrapKey', 'unwrapKey'];
  return {
    key: { kid: idOf(vault, key, version), kty, key_ops, n, e },
    attributes: attributesView(vault, version.attributes),
  };
}
