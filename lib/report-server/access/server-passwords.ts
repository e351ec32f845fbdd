import { createHash } from 'node:crypto';
import type { Owner } from '../../identity/principal.ts';
import type { Secrets } from '../../storage/secrets.ts';
import type { ReportServerId } from '../server.ts';

/** Passwords of accounts on report servers: the server's own, or a person's. A row names the version that counts. */
export interface ServerPasswords {
  /** Undefined where the version was disabled or deleted in the vault. @throws DomainError SECRETS_UNAVAILABLE */
  read(server: ReportServerId, owner: Owner | undefined, version: string): Promise<string | undefined>;
  /** @returns the version to name */
  store(server: ReportServerId, owner: Owner | undefined, password: string): Promise<string>;
  /** Repeatable. */
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
    retire: (server, owner) => secrets.retire(nameOf(server, owner)),
  };
}

function nameOf(server: ReportServerId, owner: Owner | undefined): string {
  if (owner === undefined) return `report-server-${server}`;
  return `report-server-${server}-${createHash('sha256').update(owner).digest('hex').slice(0, 24)}`;
}
