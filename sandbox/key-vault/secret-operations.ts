import type { Call } from '../shared/http.ts';
import { backupSecret, restoreSecret } from './backup.ts';
import {
  activeSecret,
  checkWritable,
  currentSecret,
  deletedSecret,
  deleteSecret,
  isSettled,
  purgeSecret,
  recoverSecret,
} from './lifecycle.ts';
import type { VaultOperation } from './operation.ts';
import { checkName, readSet, readUpdate, type SecretProperties } from './secret-input.ts';
import {
  type Attributes,
  newVersion,
  type Secret,
  type SecretVersion,
  seconds,
  type VaultContext,
} from './state.ts';
import { badParameter, notFound, VaultError } from './vault-error.ts';
import { currentVersion, deletion, item, page, properties } from './views.ts';

const at = (path: string): RegExp => new RegExp(`^/${path}/?$`, 'i');
const NAME = '(?<name>[^/]+)';
const VERSION = '(?<version>[0-9a-f]+)';

export const secretOperations: readonly VaultOperation[] = [
  {
    name: 'secrets.set',
    method: 'PUT',
    path: at(`secrets/${NAME}`),
    action: 'secrets/setSecret',
    creates: true,
    run: (vault, call) => {
      const name = nameOf(call);
      const { value, ...wanted } = readSet(call);
      const now = seconds(vault);
      const base: Attributes = { enabled: true, created: now, updated: now };
      const version: SecretVersion = {
        version: newVersion(),
        value,
        ...applied(vault, { attributes: base }, wanted),
      };
      const known = checkWritable(vault, name);
      const secret: Secret = known ?? { name, versions: [], status: 'active', settlesAt: 0 };
      secret.versions.push(version);
      vault.state.secrets[name.toLowerCase()] = secret;
      return { status: 200, body: { value, ...properties(vault, secret, version) } };
    },
  },
  {
    name: 'secrets.list',
    method: 'GET',
    path: at('secrets'),
    action: 'secrets/readMetadata',
    run: (vault, call) =>
      page(
        vault,
        call,
        listed(vault, 'active').map((secret) => item(vault, secret)),
      ),
  },
  {
    name: 'secrets.versions',
    method: 'GET',
    path: at(`secrets/${NAME}/versions`),
    action: 'secrets/readMetadata',
    run: (vault, call) => {
      const name = nameOf(call);
      const secret = currentSecret(vault, name);
      // A name without a secret has no versions; that is not an error.
      const isReadable = secret?.status === 'active' && isSettled(vault, secret);
      const items = isReadable ? secret.versions.map((version) => properties(vault, secret, version)) : [];
      return page(vault, call, items);
    },
  },
  {
    name: 'secrets.get',
    method: 'GET',
    path: at(`secrets/${NAME}(?:/${VERSION})?`),
    action: 'secrets/getSecret',
    run: (vault, call) => {
      const secret = activeSecret(vault, nameOf(call));
      const version = versionOf(secret, call);
      // Only disabling blocks reading; what has expired or is not yet valid can be read.
      if (!version.attributes.enabled) {
        const message = 'Operation get is not allowed on a disabled secret.';
        throw new VaultError({ status: 403, code: 'Forbidden', inner: 'SecretDisabled', message });
      }
      return { status: 200, body: { value: version.value, ...properties(vault, secret, version) } };
    },
  },
  {
    name: 'secrets.update',
    method: 'PATCH',
    path: at(`secrets/${NAME}(?:/${VERSION})?`),
    action: 'secrets/update',
    run: (vault, call) => {
      const name = nameOf(call);
      checkWritable(vault, name);
      const secret = activeSecret(vault, name);
      const before = versionOf(secret, call);
      const { value, version } = before;
      const after: SecretVersion = { version, value, ...applied(vault, before, readUpdate(call)) };
      secret.versions = secret.versions.map((known) => (known === before ? after : known));
      return { status: 200, body: properties(vault, secret, after) };
    },
  },
  {
    name: 'secrets.delete',
    method: 'DELETE',
    path: at(`secrets/${NAME}`),
    action: 'secrets/delete',
    run: (vault, call) => {
      const secret = deleteSecret(vault, nameOf(call));
      const shown = properties(vault, secret, currentVersion(secret));
      return { status: 200, body: { ...shown, ...deletion(vault, secret) } };
    },
  },
  {
    name: 'secrets.backup',
    method: 'POST',
    path: at(`secrets/${NAME}/backup`),
    action: 'secrets/backup',
    run: (vault, call) => ({ status: 200, body: { value: backupSecret(activeSecret(vault, nameOf(call))) } }),
  },
  {
    name: 'secrets.restore',
    method: 'POST',
    path: at('secrets/restore'),
    action: 'secrets/restore',
    creates: true,
    run: (vault, call) => {
      const secret = restoreSecret(vault, call);
      return { status: 200, body: properties(vault, secret, currentVersion(secret)) };
    },
  },
  {
    name: 'deletedSecrets.list',
    method: 'GET',
    path: at('deletedsecrets'),
    action: 'secrets/readMetadata',
    run: (vault, call) => {
      const items = listed(vault, 'deleted').map((secret) => ({
        ...item(vault, secret),
        ...deletion(vault, secret),
      }));
      return page(vault, call, items);
    },
  },
  {
    name: 'deletedSecrets.get',
    method: 'GET',
    path: at(`deletedsecrets/${NAME}`),
    action: 'secrets/readMetadata',
    run: (vault, call) => {
      const secret = deletedSecret(vault, nameOf(call));
      const shown = properties(vault, secret, currentVersion(secret));
      return { status: 200, body: { ...shown, ...deletion(vault, secret) } };
    },
  },
  {
    name: 'deletedSecrets.recover',
    method: 'POST',
    path: at(`deletedsecrets/${NAME}/recover`),
    action: 'secrets/recover',
    run: (vault, call) => {
      const secret = recoverSecret(vault, nameOf(call));
      return { status: 200, body: properties(vault, secret, currentVersion(secret)) };
    },
  },
  {
    name: 'deletedSecrets.purge',
    method: 'DELETE',
    path: at(`deletedsecrets/${NAME}`),
    action: 'secrets/purge',
    run: (vault, call) => {
      purgeSecret(vault, nameOf(call));
      return { status: 204 };
    },
  },
];

function nameOf(call: Call): string {
  return checkName(call.params.name ?? '');
}

function versionOf(secret: Secret, call: Call): SecretVersion {
  const wanted = call.params.version;
  if (wanted === undefined) return currentVersion(secret);
  const version = secret.versions.find((known) => known.version === wanted.toLowerCase());
  if (version === undefined) throw notFound('Secret', `${secret.name}/${wanted}`);
  return version;
}

function listed(vault: VaultContext, status: 'active' | 'deleted'): readonly Secret[] {
  return Object.keys(vault.state.secrets)
    .sort()
    .map((name) => currentSecret(vault, name))
    .filter((secret) => secret !== undefined)
    .filter((secret) => secret.status === status && isSettled(vault, secret));
}

/** Properties with what the request names changed; null and absence leave things as they are. */
function applied(
  vault: VaultContext,
  before: Pick<SecretVersion, 'attributes' | 'contentType' | 'tags'>,
  wanted: SecretProperties,
): Pick<SecretVersion, 'attributes' | 'contentType' | 'tags'> {
  const { enabled, nbf, exp } = wanted.attributes ?? {};
  const contentType = wanted.contentType ?? before.contentType;
  const tags = wanted.tags ?? before.tags;
  const attributes: Attributes = {
    ...before.attributes,
    ...(enabled !== undefined && { enabled }),
    ...(nbf !== undefined && { nbf }),
    ...(exp !== undefined && { exp }),
    updated: seconds(vault),
  };
  if (attributes.nbf !== undefined && attributes.exp !== undefined && attributes.exp <= attributes.nbf) {
    throw badParameter('Property exp has invalid value: it must be later than nbf.');
  }
  return {
    attributes,
    ...(contentType !== undefined && { contentType }),
    ...(tags !== undefined && { tags }),
  };
}
