import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Owner } from '../../identity/principal.ts';
import type { Secrets } from '../../storage/secrets.ts';
import type { ReportServerId } from '../server.ts';

export type StoredCredentials = { readonly user: string; readonly password: string };

/** Passwords of accounts on report servers: the server's own, or a person's. A row names the version that counts. */
export interface ServerPasswords {
  /** Undefined where the version was disabled or deleted in the vault. @throws DomainError SECRETS_UNAVAILABLE */
  read(server: ReportServerId, owner: Owner | undefined, version: string): Promise<string | undefined>;
  /** @returns the version to name */
  store(server: ReportServerId, owner: Owner | undefined, password: string): Promise<string>;
  /** What a person typed for data sources that ask, by report and name. Empty where it was disabled in the vault. */
  readSources(
    server: ReportServerId,
    owner: Owner,
    version: string,
  ): Promise<Readonly<Record<string, StoredCredentials>>>;
  /** Replaces all of them. @returns the version to name */
  storeSources(
    server: ReportServerId,
    owner: Owner,
    sources: Readonly<Record<string, StoredCredentials>>,
  ): Promise<string>;
  /** With what they typed for data sources. Repeatable. */
  retire(server: ReportServerId, owner: Owner | undefined): Promise<void>;
}

/** One secret an account: `report-server-<id>`, a person's with a hash of who they are behind it. */
export function secretServerPasswords(secrets: Secrets): ServerPasswords {
  return {
    async read(server, owner, version) {
      const secret = await secrets.get(nameOf(server, owner), version);
      return secret === undefined || secret.value === '' ? undefined : secret.value;
    },
    async store(server, owner, password) {
      return (await secrets.set(nameOf(server, owner), password)).version;
    },
    async readSources(server, owner, version) {
      const secret = await secrets.get(sourcesNameOf(server, owner), version);
      return secret === undefined ? {} : sourcesSchema.parse(JSON.parse(secret.value));
    },
    async storeSources(server, owner, sources) {
      return (await secrets.set(sourcesNameOf(server, owner), JSON.stringify(sources))).version;
    },
    async retire(server, owner) {
      if (owner !== undefined) await secrets.retire(sourcesNameOf(server, owner));
      await secrets.retire(nameOf(server, owner));
    },
  };
}

const sourcesSchema = z.record(z.string(), z.object({ user: z.string(), password: z.string() }));

function sourcesNameOf(server: ReportServerId, owner: Owner): string {
  return `${nameOf(server, owner)}-sources`;
}

function nameOf(server: ReportServerId, owner: Owner | undefined): string {
  if (owner === undefined) return `report-server-${server}`;
  return `report-server-${server}-${createHash('sha256').update(owner).digest('hex').slice(0, 24)}`;
}
