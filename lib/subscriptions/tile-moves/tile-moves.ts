import { Temporal } from 'temporal-polyfill';
import type { Owner } from '../../identity/principal.ts';
import type { Cells, StoredRow, Table } from '../../storage/table.ts';
import type { SubscriptionId, TileTarget } from '../subscription.ts';
import { moveKeyOf } from '../subscription-rows.ts';

/** `undoing`: it was refused for good, and what was made for it is being removed. */
export type TileMoveState = 'moving' | 'moved' | 'undoing' | 'failed';

/** A tile on its way to another dashboard: the last one of a subscription. */
export type TileMove = {
  readonly owner: Owner;
  readonly subscriptionId: SubscriptionId;
  /** A GUID that the caller drew. */
  readonly moveId: string;
  /** By which model and report are found again at Power BI. */
  readonly objectName: string;
  readonly to: Pick<TileTarget, 'workspaceId' | 'dashboardId' | 'dashboardName' | 'dashboardUrl'>;
  readonly state: TileMoveState;
  /** The new tile and what is to be removed once the subscription leads to it; written before that commit. */
  readonly made: TileTarget | undefined;
  readonly former: TileTarget | undefined;
  readonly attempt: number;
  readonly leaseUntil: Temporal.Instant | undefined;
  readonly code: string | undefined;
  readonly text: string | undefined;
};

export type StoredTileMove = TileMove & { readonly etag: string };

export interface TileMoves {
  get(owner: Owner, id: SubscriptionId): Promise<StoredTileMove | undefined>;
  /** By ETag, insert-only without one; undefined where another worker was faster. */
  put(move: TileMove, etag: string | undefined): Promise<StoredTileMove | undefined>;
}

/** Table Subscriptions: PartitionKey the owner, RowKey `<id>|move`. */
export function tableTileMoves(table: Table): TileMoves {
  return {
    async get(owner, id) {
      const row = await table.get(moveKeyOf(owner, id));
      return row && moveOf(row);
    },
    async put(move, etag) {
      const row = { ...moveKeyOf(move.owner, move.subscriptionId), cells: cellsOf(move) };
      const outcome = await table.write(
        etag === undefined ? { kind: 'insert', row } : { kind: 'replace', row, etag },
      );
      return outcome.ok ? { ...move, etag: outcome.etag } : undefined;
    },
  };
}

function cellsOf({ moveId, objectName, state, attempt, code, text, ...move }: TileMove): Cells {
  return {
    ...{ moveId, objectName, state, attempt, code, text },
    to: JSON.stringify(move.to),
    made: move.made && JSON.stringify(move.made),
    former: move.former && JSON.stringify(move.former),
    leaseUntil: move.leaseUntil?.toString(),
  };
}

function moveOf({ partitionKey, rowKey, cells, etag }: StoredRow): StoredTileMove {
  const text = (name: string) => (cells[name] === undefined ? undefined : String(cells[name]));
  const target = (name: string) => {
    const json = text(name);
    return json === undefined ? undefined : (JSON.parse(json) as TileTarget);
  };
  const leaseUntil = text('leaseUntil');
  return {
    owner: partitionKey as Owner,
    subscriptionId: (rowKey.split('|')[0] ?? '') as SubscriptionId,
    moveId: text('moveId') ?? '',
    objectName: text('objectName') ?? '',
    to: JSON.parse(text('to') ?? '{}') as TileMove['to'],
    state: text('state') as TileMoveState,
    made: target('made'),
    former: target('former'),
    attempt: Number(cells.attempt ?? 1),
    leaseUntil: leaseUntil === undefined ? undefined : Temporal.Instant.from(leaseUntil),
    code: text('code'),
    text: text('text'),
    etag,
  };
}
