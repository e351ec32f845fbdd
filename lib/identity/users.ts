import { Temporal } from 'temporal-polyfill';
import { DomainError } from '../errors.ts';
import type { Cells, StoredRow, Table } from '../storage/table.ts';
import { type Owner, readOwner } from './principal.ts';

const TOKEN_STATES = ['none', 'signed-in', 'sign-in-required'] as const;
/** What is known of a person's Power BI sign-in. `signed-in` may still have lapsed by its expiry: see `signInState`. */
export type TokenState = (typeof TOKEN_STATES)[number];

export type User = {
  readonly owner: Owner;
  readonly upn: string;
  readonly name: string;
  readonly tokenState: TokenState;
  /** Why signing in again is needed: a word of ours, or the AADSTS number, for text and telemetry only. */
  readonly tokenReason: string | undefined;
  /** Since when the sign-in is over: refused, or signed out. */
  readonly invalidSince: Temporal.Instant | undefined;
  /** What the next sign-in has to ask Entra for: the claims challenge that refused the last token. */
  readonly claims: string | undefined;
  readonly powerBiAccount: string | undefined;
  /** The app the sign-in was made with: its refresh token is worth nothing to another. */
  readonly appId: string | undefined;
  /** The version in the token store that counts. Others are leftovers of a write that was overtaken. */
  readonly tokenVersion: string | undefined;
  /** When a rotated token was last kept, or meant to be: at most once a day, over all instances. */
  readonly tokenWrittenAt: Temporal.Instant | undefined;
  readonly signedInAt: Temporal.Instant | undefined;
  readonly expiresAt: Temporal.Instant | undefined;
  readonly epoch: number;
};

export type StoredUser = User & { readonly etag: string };

export interface Users {
  get(owner: Owner): Promise<StoredUser | undefined>;
  /**
   * Everybody, a slice at a time, by ranges of partitions: for the upkeep, and a few slices for an administrator who
   * chooses somebody.
   */
  walk(after: string | undefined): Promise<{
    readonly users: readonly StoredUser[];
    readonly next: string | undefined;
  }>;
  /**
   * Reads, changes and writes by ETag, again when someone else was faster. `change` returns undefined to leave it.
   * Crash story: one write; before it nothing happened, after it all has.
   */
  update(owner: Owner, change: (user: User) => User | undefined): Promise<User>;
}

const ATTEMPTS = 8;
/** Owners begin with the GUID of a tenant; the installation's own row does not. */
const OWNERS = { from: '0', to: 'g' } as const;
const WALK_ROWS = 200;

export function tableUsers(table: Table): Users {
  async function get(owner: Owner): Promise<StoredUser | undefined> {
    const row = await table.get({ partitionKey: owner, rowKey: 'user' });
    return row && fromRow(owner, row);
  }
  return {
    get,
    async walk(after) {
      const page = await table.page({
        partition: OWNERS,
        pageSize: WALK_ROWS,
        ...(after !== undefined && { after }),
      });
      const people = page.rows.flatMap((row) => {
        const owner = row.rowKey === 'user' ? readOwner(row.partitionKey)?.owner : undefined;
        return owner ? [fromRow(owner, row)] : [];
      });
      return { users: people, next: page.next };
    },
    async update(owner, change) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const { etag, ...before } = (await get(owner)) ?? { ...unknownUser(owner), etag: undefined };
        const after = change(before);
        if (!after) return before;
        const row = { partitionKey: owner, rowKey: 'user', cells: toCells(after) };
        const outcome = await table.write(
          etag === undefined ? { kind: 'insert', row } : { kind: 'replace', row, etag },
        );
        if (outcome.ok) return after;
      }
      throw new DomainError('STORAGE_UNAVAILABLE', {
        detail: 'The user was changed by others over and over.',
      });
    },
  };
}

/** What a row says of the Power BI sign-in while there is none. */
export const NO_SIGN_IN = {
  tokenReason: undefined,
  claims: undefined,
  powerBiAccount: undefined,
  appId: undefined,
  tokenVersion: undefined,
  tokenWrittenAt: undefined,
  signedInAt: undefined,
  expiresAt: undefined,
} as const satisfies Partial<User>;

function unknownUser(owner: Owner): User {
  return {
    ...NO_SIGN_IN,
    owner,
    upn: '',
    name: '',
    tokenState: 'none',
    invalidSince: undefined,
    epoch: 0,
  };
}

function toCells({ owner: _, ...user }: User): Cells {
  return {
    ...user,
    invalidSince: user.invalidSince?.toString(),
    tokenWrittenAt: user.tokenWrittenAt?.toString(),
    signedInAt: user.signedInAt?.toString(),
    expiresAt: user.expiresAt?.toString(),
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
    tokenState: TOKEN_STATES.find((known) => known === text('tokenState')) ?? 'none',
    tokenReason: text('tokenReason'),
    invalidSince: instant('invalidSince'),
    claims: text('claims'),
    powerBiAccount: text('powerBiAccount'),
    appId: text('appId'),
    tokenVersion: text('tokenVersion'),
    tokenWrittenAt: instant('tokenWrittenAt'),
    signedInAt: instant('signedInAt'),
    expiresAt: instant('expiresAt'),
    epoch: Number(row.cells.epoch ?? 0),
    etag: row.etag,
  };
}
