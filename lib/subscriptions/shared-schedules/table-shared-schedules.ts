import { Temporal } from 'temporal-polyfill';
import { readOwner } from '../../identity/principal.ts';
import type { Schedule } from '../../schedules/schedule.ts';
import { rowsOf, type StoredRow, type Table } from '../../storage/table.ts';
import { parseSubscriptionId } from '../subscription.ts';
import type {
  Follower,
  SharedSchedule,
  SharedScheduleState,
  SharedSchedules,
  StoredSharedSchedule,
} from './shared-schedules.ts';

/** The schedules: PartitionKey the tenant, RowKey the id. Their followers: `schedule|<id>`, the subscription. */
export function tableSharedSchedules(table: Table, tenantId: string): SharedSchedules {
  const keyOf = (id: string) => ({ partitionKey: tenantId, rowKey: id });
  const followersOf = (id: string) => `schedule|${id}`;

  async function get(id: string): Promise<StoredSharedSchedule | undefined> {
    const row = await table.get(keyOf(id));
    return row && sharedOf(row);
  }

  return {
    get,
    async list() {
      const found: StoredSharedSchedule[] = [];
      for await (const row of rowsOf(table, { partition: { is: tenantId } })) found.push(sharedOf(row));
      return found;
    },
    async put(shared, etag) {
      const { id, name, schedule, state, stamp, changedAt } = shared;
      const cells = {
        name,
        state,
        stamp,
        schedule: JSON.stringify(schedule),
        changedAt: changedAt.toString(),
      };
      const row = { ...keyOf(id), cells };
      const outcome = await table.write(
        etag === undefined ? { kind: 'insert', row } : { kind: 'replace', row, etag },
      );
      if (outcome.ok) return { ...shared, etag: outcome.etag };
      // The answer of our own first try may have been lost: the stamp says whose write it is.
      const present = await get(id);
      return present?.stamp === stamp ? present : undefined;
    },
    async remove(id) {
      await table.write({ kind: 'delete', key: keyOf(id), etag: '*' });
    },
    async join(id, { id: subscription, owner }) {
      const row = { partitionKey: followersOf(id), rowKey: subscription, cells: { owner } };
      await table.write({ kind: 'upsert', row });
    },
    async leave(id, subscription) {
      const key = { partitionKey: followersOf(id), rowKey: subscription };
      await table.write({ kind: 'delete', key, etag: '*' });
    },
    async followers(id, { pageSize, after }) {
      const { rows, next } = await table.page({
        partition: { is: followersOf(id) },
        pageSize,
        ...(after !== undefined && { after }),
      });
      return { followers: rows.flatMap(followerOf), next };
    },
  };
}

function sharedOf({ rowKey, cells, etag }: StoredRow): StoredSharedSchedule {
  return {
    id: rowKey,
    name: String(cells.name),
    schedule: JSON.parse(String(cells.schedule)) as Schedule,
    state: String(cells.state) as SharedScheduleState,
    stamp: String(cells.stamp),
    changedAt: Temporal.Instant.from(String(cells.changedAt)),
    etag,
  } satisfies SharedSchedule & { etag: string };
}

function followerOf({ rowKey, cells }: StoredRow): readonly Follower[] {
  const id = parseSubscriptionId(rowKey);
  const owner = readOwner(String(cells.owner))?.owner;
  return id && owner ? [{ id, owner }] : [];
}
