import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { Owner } from '../identity/principal.ts';
import { DATA_VISUALS } from '../power-bi/tile-visual.ts';
import { type Cells, rowsOf, type StoredRow, type Table } from '../storage/table.ts';
import type { SubscriptionId } from '../subscriptions/subscription.ts';
import type { Pin, PinRequest, PinState, PinStep, Pins, StoredPin } from './pin.ts';

/** PartitionKey the owner, RowKey the pin's id. */
export function tablePins(table: Table): Pins {
  const keyOf = (owner: Owner, id: SubscriptionId) => ({ partitionKey: owner, rowKey: id });
  return {
    async get(owner, id) {
      const row = await table.get(keyOf(owner, id));
      return row && fromRow(row);
    },
    async list(owner) {
      const found: StoredPin[] = [];
      for await (const row of rowsOf(table, { partition: { is: owner } })) found.push(fromRow(row));
      return found.sort((a, b) => Temporal.Instant.compare(b.createdAt, a.createdAt));
    },
    async add(pin) {
      const outcome = await table.write({
        kind: 'insert',
        row: { ...keyOf(pin.owner, pin.id), cells: toCells(pin) },
      });
      return outcome.ok ? { ...pin, etag: outcome.etag } : 'exists';
    },
    async replace(pin, etag) {
      const write = randomUUID();
      const row = { ...keyOf(pin.owner, pin.id), cells: { ...toCells(pin), write } };
      const outcome = await table.write({ kind: 'replace', row, etag });
      if (outcome.ok) return { ...pin, etag: outcome.etag };
      // The answer of our own first try may have been lost: the row says whose write it holds.
      const present = await table.get(keyOf(pin.owner, pin.id));
      return present?.cells.write === write ? { ...pin, etag: present.etag } : undefined;
    },
    async remove(owner, id) {
      await table.write({ kind: 'delete', key: keyOf(owner, id), etag: '*' });
    },
  };
}

function toCells({ id: _, owner: _owner, ...pin }: Pin & { readonly etag?: string }): Cells {
  const { etag: _etag, request, begun, done, leaseUntil, createdAt, ...plain } = pin;
  return {
    ...plain,
    request: JSON.stringify(request),
    begun: begun.join(' '),
    done: done.join(' '),
    leaseUntil: leaseUntil?.toString(),
    createdAt: createdAt.toString(),
  };
}

function fromRow({ partitionKey, rowKey, cells, etag }: StoredRow): StoredPin {
  const text = (name: string) => (cells[name] === undefined ? undefined : String(cells[name]));
  const steps = (name: string) => (text(name) ?? '').split(' ').filter(Boolean) as PinStep[];
  const leaseUntil = text('leaseUntil');
  return {
    id: rowKey as SubscriptionId,
    owner: partitionKey as Owner,
    request: JSON.parse(text('request') ?? '{}') as PinRequest,
    requestHash: text('requestHash') ?? '',
    state: text('state') as PinState,
    begun: steps('begun'),
    done: steps('done'),
    pictureUrl: text('pictureUrl'),
    visual: DATA_VISUALS.find((known) => known === text('visual')),
    modelId: text('modelId'),
    reportId: text('reportId'),
    tileId: text('tileId'),
    reportUrl: text('reportUrl'),
    attempt: Number(cells.attempt ?? 1),
    leaseUntil: leaseUntil === undefined ? undefined : Temporal.Instant.from(leaseUntil),
    code: text('code'),
    text: text('text'),
    warning: text('warning'),
    createdAt: Temporal.Instant.from(text('createdAt') ?? ''),
    etag,
  };
}
