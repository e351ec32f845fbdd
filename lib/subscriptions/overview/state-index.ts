import { type Owner, readOwner } from '../../identity/principal.ts';
import { shardOf } from '../../storage/keys.ts';
import type { StoredRow, Table } from '../../storage/table.ts';
import { parseSubscriptionId, type SubscriptionId } from '../subscription.ts';

/** What an administrator looks for: the active ones whose last run failed, and those that fire no more. */
export const WATCHED_STATES = ['failing', 'paused', 'retired'] as const;
export type WatchedState = (typeof WATCHED_STATES)[number];

export type IndexedSubscription = { readonly id: SubscriptionId; readonly owner: Owner };

/**
 * Which subscriptions may be in a state. An entry is written before the subscription goes into the state, so none is
 * missing; one that is not in it any more is told by the subscription itself, and goes when it is read.
 */
export interface StateIndex {
  /** Repeatable. */
  note(state: WatchedState, subscription: IndexedSubscription): Promise<void>;
  /** Done as well where there is no entry. */
  forget(state: WatchedState, id: SubscriptionId): Promise<void>;
  list(
    state: WatchedState,
    options: { readonly pageSize: number; readonly after?: string },
  ): Promise<{ readonly entries: readonly IndexedSubscription[]; readonly next: string | undefined }>;
}

/** PartitionKey `state-ss`, RowKey the subscription. Crash story: one write each; an entry too many is no harm. */
export function tableStateIndex(table: Table): StateIndex {
  const keyOf = (state: WatchedState, id: SubscriptionId) => ({
    partitionKey: `${state}-${shardOf(id)}`,
    rowKey: id,
  });
  return {
    async note(state, { id, owner }) {
      await table.write({ kind: 'upsert', row: { ...keyOf(state, id), cells: { owner } } });
    },
    async forget(state, id) {
      await table.write({ kind: 'delete', key: keyOf(state, id), etag: '*' });
    },
    async list(state, { pageSize, after }) {
      const { rows, next } = await table.page({
        // All shards: `.` is the character behind `-`.
        partition: { from: `${state}-`, to: `${state}.` },
        pageSize,
        ...(after !== undefined && { after }),
      });
      return { entries: rows.flatMap(entryOf), next };
    },
  };
}

function entryOf({ rowKey, cells }: StoredRow): readonly IndexedSubscription[] {
  const id = parseSubscriptionId(rowKey);
  const owner = readOwner(String(cells.owner))?.owner;
  return id && owner ? [{ id, owner }] : [];
}
