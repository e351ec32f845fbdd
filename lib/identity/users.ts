import { Temporal } from 'temporal-polyfill';
import { DomainError } from '../errors.ts';
import type { Cells, StoredRow, Table } from '../storage/table.ts';
import type { Owner } from './principal.ts';

/** What is known of a person's Power BI sign-in. `signed-in` may still have lapsed by its expiry: see `signInState`. */
export type TokenState = 'none' | 'signed-in' | 'sign-in-required';

export type User = {
  readonly owner: Owner;
  readonly upn: string;
  readonly name: string;
  readonly tokenState: TokenState;
  /** Why signing in again is needed: a code of ours, or the AADSTS number, for text and telemetry only. */
  readonly tokenReason: string | undefined;
  readonly powerBiAccount: string | undefined;
  readonly signedInAt: Temporal.Instant | undefined;
  readonly expiresAt: Temporal.Instant | undefined;
  readonly epoch: number;
};

export type StoredUser = User & { readonly etag: string };

export interface Users {
  get(owner: Owner): Promise<StoredUser | undefined>;
  /**
   * Reads, changes and writes by ETag, again when someone else was faster. `change` returns undefined to leave it.
   * Crash story: one write; before it nothing happened, after it all has.
   */
  update(owner: Owner, change: (user: User) => User | undefined): Promise<User>;
}

const ATTEMPTS = 8;

export function tableUsers(table: Table): Users {
  async function get(owner: Owner): Promise<StoredUser | undefined> {
    const row = await table.get({ partitionKey: owner, rowKey: 'user' });
    return row && fromRow(owner, row);
  }
  return {
    get,
    async update(owner, change) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const present = await get(owner);
        const before = present ?? unknownUser(owner);
        const after = change(before);
        if (!after) return before;
        const row = { partitionKey: owner, rowKey: 'user', cells: toCells(after) };
        const outcome = await table.write(
          present ? { kind: 'replace', row, etag: present.etag } : { kind: 'insert', row },
        );
        if (outcome.ok) return after;
      }
      throw new DomainError('STORAGE_UNAVAILABLE', {
        detail: 'The user was changed by others over and over.',
      });
    },
  };
}

function unknownUser(owner: Owner): User {
  return {
    owner,
    upn: '',
    name: '',
    tokenState: 'none',
    tokenReason: undefined,
    powerBiAccount: undefined,
    signedInAt: undefined,
    expiresAt: undefined,
    epoch: 0,
  };
}

function toCells(user: User): Cells {
  return {
    upn: user.upn,
    name: user.name,
    tokenState: user.tokenState,
    tokenReason: user.tokenReason,
    powerBiAccount: user.powerBiAccount,
    signedInAt: user.signedInAt?.toString(),
    expiresAt: user.expiresAt?.toString(),
    epoch: user.epoch,
  };
}

function fromRow(owner: Owner, row: StoredRow): StoredUser {
  const text = (name: string) => (typeof row.cells[name] === 'string' ? String(row.cells[name]) : undefined);
  const instant = (name: string) => {
    const value = text(name);
    return value === undefined ? undefined : Temporal.Instant.from(value);
  };
  return {
    owner,
    upn: text('upn') ?? '',
    name: text('name') ?? '',
    tokenState: (text('tokenState') as TokenState | undefined) ?? 'none',
    tokenReason: text('tokenReason'),
    powerBiAccount: text('powerBiAccount'),
    signedInAt: instant('signedInAt'),
    expiresAt: instant('expiresAt'),
    epoch: Number(row.cells.epoch ?? 0),
    etag: row.etag,
  };
}
