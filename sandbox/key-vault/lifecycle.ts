import { RETENTION_DAYS, type Secret, seconds, type VaultContext } from './state.ts';
import { conflict, notFound, VaultError } from './vault-error.ts';

/**
 * The secret of a name as it stands now: what was purged is gone once that has settled, and what was deleted 90 days
 * ago is purged by itself.
 */
export function currentSecret(vault: VaultContext, name: string): Secret | undefined {
  const key = name.toLowerCase();
  const secret = vault.state.secrets[key];
  if (secret === undefined) return undefined;
  const isOver = secret.scheduledPurgeDate !== undefined && secret.scheduledPurgeDate <= seconds(vault);
  if (isOver || (secret.status === 'purged' && isSettled(vault, secret))) {
    delete vault.state.secrets[key];
    return undefined;
  }
  return secret;
}

export function isSettled({ clock }: VaultContext, secret: Secret): boolean {
  return secret.settlesAt <= clock.now();
}

/** A secret that can be read and changed; 404 while it is deleted, being deleted or being recovered. */
export function activeSecret(vault: VaultContext, name: string): Secret {
  const secret = currentSecret(vault, name);
  if (secret === undefined || secret.status !== 'active' || !isSettled(vault, secret))
    throw notFound('Secret', name);
  return secret;
}

/** A deleted secret; 404 until the deletion has settled. */
export function deletedSecret(vault: VaultContext, name: string): Secret {
  const secret = currentSecret(vault, name);
  if (secret === undefined || secret.status !== 'deleted' || !isSettled(vault, secret)) {
    throw new VaultError({
      status: 404,
      code: 'SecretNotFound',
      message: `Deleted Secret not found: ${name}`,
    });
  }
  return secret;
}

/** Throws where a name cannot be written to: its secret is deleted, or on its way. */
export function checkWritable(vault: VaultContext, name: string): Secret | undefined {
  const secret = currentSecret(vault, name);
  if (secret === undefined) return undefined;
  const settled = isSettled(vault, secret);
  if (secret.status === 'active') {
    if (!settled) throw conflict('ObjectIsBeingRecovered', name);
    return secret;
  }
  throw conflict(
    secret.status === 'deleted' && settled ? 'ObjectIsDeletedButRecoverable' : 'ObjectIsBeingDeleted',
    name,
  );
}

export function deleteSecret(vault: VaultContext, name: string): Secret {
  const secret = currentSecret(vault, name);
  if (
    secret === undefined ||
    secret.status === 'purged' ||
    (secret.status === 'deleted' && isSettled(vault, secret))
  ) {
    throw notFound('Secret', name);
  }
  if (!isSettled(vault, secret)) {
    throw conflict(secret.status === 'deleted' ? 'ObjectIsBeingDeleted' : 'ObjectIsBeingRecovered', name);
  }
  secret.status = 'deleted';
  secret.deletedDate = seconds(vault);
  secret.scheduledPurgeDate = secret.deletedDate + RETENTION_DAYS * 86_400;
  settleLater(vault, secret);
  return secret;
}

export function recoverSecret(vault: VaultContext, name: string): Secret {
  const secret = takeDeleted(vault, name);
  secret.status = 'active';
  delete secret.deletedDate;
  delete secret.scheduledPurgeDate;
  settleLater(vault, secret);
  return secret;
}

export function purgeSecret(vault: VaultContext, name: string): void {
  if (vault.settings.purgeProtection) {
    const message = 'Operation purge is not allowed because purge protection is enabled for this vault.';
    throw new VaultError({ status: 403, code: 'Forbidden', message });
  }
  const secret = takeDeleted(vault, name);
  secret.status = 'purged';
  secret.versions = [];
  settleLater(vault, secret);
}

function takeDeleted(vault: VaultContext, name: string): Secret {
  const secret = currentSecret(vault, name);
  if (secret?.status === 'deleted' && !isSettled(vault, secret)) throw conflict('ObjectIsBeingDeleted', name);
  if (secret?.status === 'active' && !isSettled(vault, secret))
    throw conflict('ObjectIsBeingRecovered', name);
  return deletedSecret(vault, name);
}

function settleLater({ clock, settings }: VaultContext, secret: Secret): void {
  secret.settlesAt = clock.now() + settings.transitionMs;
}
