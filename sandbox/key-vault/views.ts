import type { Call, Reply } from '../shared/http.ts';
import {
  type Attributes,
  RETENTION_DAYS,
  type Secret,
  type SecretVersion,
  type VaultContext,
} from './state.ts';
import { badParameter } from './vault-error.ts';

const MAX_PAGE = 25;

/** What describes one version, without its value. */
export function properties(
  vault: VaultContext,
  { name }: Secret,
  version: SecretVersion,
): Record<string, unknown> {
  return { id: `${vault.url}/secrets/${name}/${version.version}`, ...describe(vault, version) };
}

/** What describes a secret in a list: its current version, under an id that names none. */
export function item(vault: VaultContext, secret: Secret): Record<string, unknown> {
  return { id: `${vault.url}/secrets/${secret.name}`, ...describe(vault, currentVersion(secret)) };
}

export function deletion(vault: VaultContext, secret: Secret): Record<string, unknown> {
  return {
    recoveryId: `${vault.url}/deletedsecrets/${secret.name}`,
    deletedDate: secret.deletedDate,
    scheduledPurgeDate: secret.scheduledPurgeDate,
  };
}

export function currentVersion({ name, versions }: Secret): SecretVersion {
  const version = versions.at(-1);
  if (version === undefined) throw new Error(`The secret ${name} has no version.`);
  return version;
}

export function attributesView(vault: VaultContext, attributes: Attributes): Record<string, unknown> {
  const recoveryLevel = vault.settings.purgeProtection ? 'Recoverable' : 'Recoverable+Purgeable';
  return { ...attributes, recoveryLevel, recoverableDays: RETENTION_DAYS };
}

function describe(
  vault: VaultContext,
  { contentType, tags, attributes }: SecretVersion,
): Record<string, unknown> {
  return {
    ...(contentType !== undefined && { contentType }),
    ...(tags !== undefined && { tags }),
    attributes: attributesView(vault, attributes),
  };
}

/** A page of at most 25, and where the next one is. */
export function page({ url }: VaultContext, call: Call, items: readonly unknown[]): Reply {
  const query = call.url.searchParams;
  const size = Number(query.get('maxresults') ?? MAX_PAGE);
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE) {
    throw badParameter(`Property maxresults has invalid value: it must be from 1 to ${MAX_PAGE}.`);
  }
  const start = Number(query.get('$skiptoken') ?? 0);
  const next = new URL(`${url}${call.url.pathname}${call.url.search}`);
  next.searchParams.set('$skiptoken', String(start + size));
  const nextLink = start + size < items.length ? next.href : null;
  return { status: 200, body: { value: items.slice(start, start + size), nextLink } };
}
