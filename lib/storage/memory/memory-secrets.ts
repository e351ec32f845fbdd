import type { Temporal } from 'temporal-polyfill';
import { checkSecretName, checkSecretValue, checkSecretVersion } from '../secret-rules.ts';
import type { Secret, Secrets } from '../secrets.ts';

export type SecretVersion = {
  readonly version: string;
  readonly value: string;
  readonly enabled: boolean;
  readonly contentType: string | undefined;
  readonly expiresAt: Temporal.Instant | undefined;
};

type Entry = { versions: SecretVersion[]; deleted: boolean };

/** A vault in memory, with versions and soft deletion. Expiry is kept and, as in Key Vault, hinders no reading. */
export class MemorySecrets implements Secrets {
  readonly #entries = new Map<string, Entry>();
  #lastVersion = 0;

  async get(name: string, version?: string): Promise<Secret | undefined> {
    checkSecretName(name);
    if (version !== undefined) checkSecretVersion(version);
    const entry = this.#entries.get(name);
    const versions = entry?.deleted === false ? entry.versions : [];
    const found =
      version === undefined ? versions.at(-1) : versions.find((known) => known.version === version);
    return found?.enabled === true ? { value: found.value, version: found.version } : undefined;
  }

  async set(
    name: string,
    value: string,
    options: { readonly expiresAt?: Temporal.Instant; readonly contentType?: string } = {},
  ): Promise<{ readonly version: string }> {
    checkSecretName(name);
    checkSecretValue(value);
    const entry = this.#entries.get(name) ?? { versions: [], deleted: false };
    this.#lastVersion += 1;
    const version = this.#lastVersion.toString(16).padStart(32, '0');
    entry.versions.push({
      version,
      value,
      enabled: true,
      contentType: options.contentType,
      expiresAt: options.expiresAt,
    });
    entry.deleted = false;
    this.#entries.set(name, entry);
    return { version };
  }

  async disable(name: string, version: string): Promise<void> {
    checkSecretName(name);
    checkSecretVersion(version);
    const entry = this.#entries.get(name);
    if (entry === undefined || entry.deleted) return;
    entry.versions = entry.versions.map((known) =>
      known.version === version ? { ...known, enabled: false } : known,
    );
  }

  async retire(name: string): Promise<void> {
    checkSecretName(name);
    const entry = this.#entries.get(name);
    if (entry === undefined || entry.deleted) return;
    entry.versions = entry.versions.map((version) => ({ ...version, value: '', enabled: false }));
  }

  /** Deletes it softly, as an administrator may in the vault itself. */
  softDelete(name: string): void {
    const entry = this.#entries.get(name);
    if (entry !== undefined) entry.deleted = true;
  }

  /** The names whose newest version can be read: what a test holds against the rows that own secrets. */
  readableNames(): string[] {
    return [...this.#entries]
      .filter(([, entry]) => !entry.deleted && entry.versions.at(-1)?.enabled === true)
      .map(([name]) => name);
  }

  /** Every version of a secret, oldest first. */
  versionsOf(name: string): readonly SecretVersion[] {
    return this.#entries.get(name)?.versions ?? [];
  }
}
