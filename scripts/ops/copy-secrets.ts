import type { SecretClient } from '@azure/keyvault-secrets';
import pLimit from 'p-limit';

export type CopiedSecrets = {
  readonly copied: number;
  /** Were in the other vault under their name, and stayed as they were there. */
  readonly present: number;
};

/** A vault takes 300 new secrets in ten seconds. */
const AT_ONCE = 4;

/**
 * Copies every secret with all its versions, which rows name, so that a restored installation finds sign-ins and passwords. By the
 * vault's own back-up, which only a vault of the same subscription and geography restores; nothing is written to disk.
 * Repeatable: what is there already is left.
 */
export async function copySecrets(from: SecretClient, to: SecretClient): Promise<CopiedSecrets> {
  const limit = pLimit(AT_ONCE);
  const work: Promise<boolean>[] = [];
  for await (const { name } of from.listPropertiesOfSecrets())
    work.push(limit(() => copySecret(from, to, name)));
  const outcomes = await Promise.all(work);
  const copied = outcomes.filter(Boolean).length;
  return { copied, present: outcomes.length - copied };
}

async function copySecret(from: SecretClient, to: SecretClient, name: string): Promise<boolean> {
  const backup = await from.backupSecret(name);
  if (!backup) throw new Error(`The vault gave no back-up of ${name}.`);
  try {
    await to.restoreSecretBackup(backup);
    return true;
  } catch (error) {
    // 409: a secret of that name is there, and is not written over.
    if (error instanceof Error && 'statusCode' in error && error.statusCode === 409) return false;
    throw error;
  }
}
