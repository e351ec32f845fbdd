import type { Owner } from '../identity/principal.ts';
import type { TokenStore } from '../identity/token-store.ts';
import type { ReportServers, ServerLinks } from '../report-server/access/report-servers.ts';
import type { ServerPasswords } from '../report-server/access/server-passwords.ts';
import type { Storage } from '../storage/storage.ts';
import type { Table } from '../storage/table.ts';
import { TABLES } from '../storage-names.ts';
import type { SubscriptionId } from '../subscriptions/subscription.ts';
import { allRows } from './all-rows.ts';

export type Erased = {
  readonly subscriptions: number;
  readonly rows: number;
  readonly pseudonymised: number;
};

/** Stands where the audit named the person: that something was done stays on record, who did it does not. */
const ERASED = 'erased';

type ErasedTables = {
  /** Tables whose partition is the owner. */
  readonly ofOwners: readonly Table[];
  /** Indexes whose rows go with what they point at. */
  readonly indexes: readonly Table[];
  /** Tables that name people in cells. */
  readonly naming: readonly Table[];
};

/** Every table in which people are named, but those whose rows go with a subscription and with the upkeep. */
export function erasedTables(storage: Pick<Storage, 'table'>): ErasedTables {
  const of = (...names: readonly (keyof typeof TABLES)[]) => names.map((name) => storage.table(TABLES[name]));
  return {
    ofOwners: of('users', 'notifications', 'pins'),
    indexes: of('stateIndex', 'dueIndex'),
    // The id of a pin stays taken: nobody else may come by the addresses of its pictures.
    naming: of('audit', 'catalogItems', 'pins', 'registration', 'reportServers', 'sharedSchedules', 'cursor'),
  };
}

/**
 * Removes what is kept of one person: sign-in and tokens, accounts on report servers, subscriptions with their runs and pictures, pins, notifications and
 * settings; the audit and what others share keep the act without the name. The sign-in goes last but for the audit, for Power BI
 * objects are removed in the person's name. Repeatable: cut off anywhere, erasing again goes on.
 */
export async function erasePerson(
  dependencies: ErasedTables & {
    readonly subscriptions: {
      list(owner: Owner): Promise<readonly { readonly subscription: { readonly id: SubscriptionId } }[]>;
    };
    readonly deleteSubscription: (owner: Owner, id: SubscriptionId) => Promise<unknown>;
    readonly tokenStore: Pick<TokenStore, 'retire'>;
    readonly reportServers: Pick<ReportServers, 'list'>;
    readonly serverLinks: Pick<ServerLinks, 'get' | 'remove'>;
    readonly serverPasswords: Pick<ServerPasswords, 'retire'>;
  },
  owner: Owner,
): Promise<Erased> {
  const subscriptions = await dependencies.subscriptions.list(owner);
  for (const { subscription } of subscriptions) await dependencies.deleteSubscription(owner, subscription.id);
  await dependencies.tokenStore.retire(owner);
  for (const { id } of await dependencies.reportServers.list()) {
    if (!(await dependencies.serverLinks.get(id, owner))) continue;
    // The password first: as long as the link stands, erasing again finds it.
    await dependencies.serverPasswords.retire(id, owner);
    await dependencies.serverLinks.remove(id, owner);
  }
  let rows = 0;
  for (const table of dependencies.ofOwners) rows += await clearPartition(table, owner);
  for (const table of dependencies.indexes) rows += await clearNaming(table, owner);
  let pseudonymised = 0;
  for (const table of dependencies.naming) pseudonymised += await pseudonymise(table, owner);
  return { subscriptions: subscriptions.length, rows, pseudonymised };
}

async function clearPartition(table: Table, owner: Owner): Promise<number> {
  let cleared = 0;
  for (;;) {
    const { rows } = await table.page({ partition: { is: owner }, pageSize: 100 });
    if (rows.length === 0) return cleared;
    for (const { partitionKey, rowKey } of rows) {
      await table.write({ kind: 'delete', key: { partitionKey, rowKey }, etag: '*' });
      cleared++;
    }
  }
}

async function clearNaming(table: Table, owner: Owner): Promise<number> {
  let cleared = 0;
  for await (const { partitionKey, rowKey, cells, etag } of allRows(table)) {
    if (!Object.values(cells).includes(owner)) continue;
    const outcome = await table.write({ kind: 'delete', key: { partitionKey, rowKey }, etag });
    if (outcome.ok) cleared++;
  }
  return cleared;
}

async function pseudonymise(table: Table, owner: Owner): Promise<number> {
  let changed = 0;
  for await (const { etag, ...row } of allRows(table)) {
    const cells = Object.entries(row.cells);
    if (!cells.some(([, value]) => typeof value === 'string' && value.includes(owner))) continue;
    const clean = cells.map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replaceAll(owner, ERASED) : value,
    ]);
    const outcome = await table.write({
      kind: 'replace',
      row: { ...row, cells: Object.fromEntries(clean) },
      etag,
    });
    if (outcome.ok) changed++;
  }
  return changed;
}
