import { z } from 'zod';
import type { Call } from '../shared/http.ts';
import { currentSecret } from './lifecycle.ts';
import { read } from './secret-input.ts';
import type { Secret, SecretVersion, VaultContext } from './state.ts';
import { badParameter, conflict, VaultError } from './vault-error.ts';

const MAX_VERSIONS = 500;
const MARK = 'sandbox-key-vault-backup';

/** All versions of a secret as one opaque text; refused where there are more than 500. */
export function backupSecret({ name, versions }: Secret): string {
  if (versions.length > MAX_VERSIONS) {
    const message = `The secret has more than ${MAX_VERSIONS} versions and cannot be backed up.`;
    throw new VaultError({ status: 400, code: 'BadRequest', message });
  }
  return Buffer.from(JSON.stringify({ mark: MARK, name, versions })).toString('base64url');
}

/** The secret of a backup, where no secret of its name is in the way, deleted or not. */
export function restoreSecret(vault: VaultContext, call: Call): Secret {
  const { value } = read(call, z.object({ value: z.string() }));
  const { name, versions } = decode(value);
  if (currentSecret(vault, name) !== undefined) throw conflict('ObjectAlreadyExists', name);
  const secret: Secret = { name, versions, status: 'active', settlesAt: 0 };
  vault.state.secrets[name.toLowerCase()] = secret;
  return secret;
}

function decode(value: string): { readonly name: string; readonly versions: SecretVersion[] } {
  try {
    const backup: unknown = JSON.parse(Buffer.from(value, 'base64url').toString('utf8'));
    if (isBackup(backup)) return backup;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw badParameter('Backup blob is corrupt or was not made by this vault.');
}

function isBackup(value: unknown): value is { readonly name: string; readonly versions: SecretVersion[] } {
  return typeof value === 'object' && value !== null && 'mark' in value && value.mark === MARK;
}
