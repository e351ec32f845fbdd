import type { SandboxClock } from '../shared/clock.ts';

/** Times are seconds since 1970, as Key Vault writes them. */
export type Attributes = {
  readonly enabled: boolean;
  readonly nbf?: number;
  readonly exp?: number;
  readonly created: number;
  readonly updated: number;
};

export type SecretVersion = {
  /** 32 hexadecimal digits. */
  readonly version: string;
  readonly value: string;
  readonly contentType?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly attributes: Attributes;
};

export type Secret = {
  readonly name: string;
  /** Oldest first; the last is the current one. */
  versions: SecretVersion[];
  /** `purged` only until the name is free again. */
  status: 'active' | 'deleted' | 'purged';
  /** Deleting, recovering and purging take a moment: until then (ms since 1970) the secret is neither here nor there. */
  settlesAt: number;
  deletedDate?: number;
  scheduledPurgeDate?: number;
};

export type KeyVersion = {
  readonly version: string;
  /** PKCS #8, PEM; never leaves the vault. */
  readonly privateKey: string;
  readonly attributes: Attributes;
};

export type Key = { readonly name: string; readonly versions: KeyVersion[] };

export type VaultState = {
  /** By lower-case name: names do not tell case apart. */
  secrets: Record<string, Secret>;
  keys: Record<string, Key>;
};

export type VaultRole =
  | 'Key Vault Administrator'
  | 'Key Vault Secrets Officer'
  | 'Key Vault Secrets User'
  | 'Key Vault Crypto Officer'
  | 'Key Vault Crypto User';

/** What every part of the Key Vault stand-in works with. */
export type VaultContext = {
  readonly state: VaultState;
  readonly clock: SandboxClock;
  /** `http://127.0.0.1:<port>`, in place of `https://<name>.vault.azure.net`. */
  readonly url: string;
  readonly settings: VaultSettings;
};

export type VaultSettings = {
  /** How long deleting, recovering and purging take, in ms. */
  transitionMs: number;
  /** Per 10 seconds: all transactions on secrets and keys, and those that make a new version. */
  transactionLimit: number;
  createLimit: number;
  readonly purgeProtection: boolean;
};

export const RETENTION_DAYS = 90;

export function seconds({ clock }: Pick<VaultContext, 'clock'>): number {
  return Math.floor(clock.now() / 1000);
}

export function newVersion(): string {
  return crypto.randomUUID().replaceAll('-', '');
}
