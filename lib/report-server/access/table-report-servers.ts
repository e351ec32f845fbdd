import { Temporal } from 'temporal-polyfill';
import type { Owner } from '../../identity/principal.ts';
import { rowsOf, type StoredRow, type Table } from '../../storage/table.ts';
import type { Product, ReportServer, ReportServerId, ServerAuth, StoredReportServer } from '../server.ts';
import type { ReportServers, ServerLink, ServerLinks } from './report-servers.ts';

const SERVERS = 'server';

/** PartitionKey `server`, RowKey the id. */
export function tableReportServers(table: Table): ReportServers {
  const keyOf = (id: ReportServerId) => ({ partitionKey: SERVERS, rowKey: id });
  return {
    async list() {
      const servers: StoredReportServer[] = [];
      for await (const row of rowsOf(table, { partition: { is: SERVERS } })) servers.push(fromRow(row));
      return servers.sort((a, b) => a.name.localeCompare(b.name, 'en'));
    },
    async get(id) {
      const row = await table.get(keyOf(id));
      return row && fromRow(row);
    },
    async add(server) {
      const row = { ...keyOf(server.id), cells: toCells(server) };
      const outcome = await table.write({ kind: 'insert', row });
      return outcome.ok ? { ...server, etag: outcome.etag } : 'exists';
    },
    async replace(server, etag) {
      const row = { ...keyOf(server.id), cells: toCells(server) };
      const outcome = await table.write({ kind: 'replace', row, etag });
      return outcome.ok ? { ...server, etag: outcome.etag } : undefined;
    },
    async remove(id) {
      await table.write({ kind: 'delete', key: keyOf(id), etag: '*' });
    },
  };
}

/** PartitionKey `link|<server>`, RowKey the owner. */
export function tableServerLinks(table: Table): ServerLinks {
  const keyOf = (server: ReportServerId, owner: Owner) => ({ partitionKey: `link|${server}`, rowKey: owner });
  return {
    async get(server, owner) {
      const row = await table.get(keyOf(server, owner));
      if (!row) return undefined;
      const { kind, account, knownAs, secretVersion } = row.cells;
      const sources = row.cells.sources === undefined ? undefined : String(row.cells.sources);
      if (kind !== 'own') return { kind: 'matched', account: String(account), sources };
      return {
        kind,
        account: String(account),
        sources,
        knownAs: String(knownAs),
        secretVersion: secretVersion === undefined ? undefined : String(secretVersion),
      };
    },
    async put(server, owner, link: ServerLink) {
      await table.write({ kind: 'upsert', row: { ...keyOf(server, owner), cells: { ...link } } });
    },
    async remove(server, owner) {
      await table.write({ kind: 'delete', key: keyOf(server, owner), etag: '*' });
    },
    async owners(server) {
      const owners: Owner[] = [];
      for await (const { rowKey } of rowsOf(table, { partition: { is: `link|${server}` } }))
        owners.push(rowKey as Owner);
      return owners;
    },
  };
}

function toCells({ id: _, changedAt, ...server }: ReportServer) {
  return { ...server, changedAt: changedAt.toString() };
}

function fromRow({ rowKey, cells, etag }: StoredRow): StoredReportServer {
  const text = (name: string) => String(cells[name] ?? '');
  const optional = (name: string) => (cells[name] === undefined ? undefined : String(cells[name]));
  return {
    id: rowKey as ReportServerId,
    name: text('name'),
    portalUrl: text('portalUrl'),
    auth: text('auth') as ServerAuth,
    ca: optional('ca'),
    proxyResource: optional('proxyResource'),
    account: text('account'),
    secretVersion: optional('secretVersion'),
    userNamePattern: optional('userNamePattern'),
    product: text('product') as Product,
    productVersion: text('productVersion'),
    servicePath: text('servicePath'),
    timeZone: text('timeZone'),
    changedBy: text('changedBy') as Owner,
    changedAt: Temporal.Instant.from(text('changedAt')),
    etag,
  };
}
