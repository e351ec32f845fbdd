import pLimit from 'p-limit';
import { Temporal } from 'temporal-polyfill';
import type { Owner } from '../../identity/principal.ts';
import type { Schedule } from '../../schedules/schedule.ts';
import { minuteKey, minuteShardKey } from '../../storage/keys.ts';
import type { Query, StoredRow, Table, Write } from '../../storage/table.ts';
import type { SubscriptionId } from '../subscription.ts';
import type { DueIndex, DuePage, DueRow, StoredDueRow } from './due-index.ts';

const BATCH = 100;
const PARALLEL = 8;
const PAGE = 1000;
/** Before every partition, and right behind one. */
const FIRST_KEY = '0';
const BEHIND = '~';

/** PartitionKey `yyyyMMddHHmm-ss`, RowKey `<id>|<stamp>`: one range query reads what is due, whatever else there is. */
export function tableDueIndex(table: Table): DueIndex {
  const keyOf = (row: DueRow) => ({
    partitionKey: minuteShardKey(row.dueAt, row.id),
    rowKey: `${row.id}|${row.stamp}`,
  });

  /** Repeats a refused batch without the row that was refused: that one is done already. */
  async function writeAll(partitions: Iterable<readonly Write[]>): Promise<void> {
    const limit = pLimit(PARALLEL);
    const writePartition = async (writes: readonly Write[]) => {
      for (let start = 0; start < writes.length; start += BATCH) {
        let batch = writes.slice(start, start + BATCH);
        while (batch.length > 0) {
          const outcome = await table.batch(batch);
          if (outcome.ok) break;
          batch = batch.filter((_, index) => index !== outcome.index);
        }
      }
    };
    await Promise.all([...partitions].map((writes) => limit(() => writePartition(writes))));
  }

  async function page(query: Query): Promise<DuePage> {
    const { rows, next } = await table.page(query);
    return { rows: rows.map(fromRow), next };
  }

  const endOf = (until: Temporal.Instant) => minuteKey(until.add({ minutes: 1 }));

  return {
    due({ from, until, after }) {
      return page({
        partition: { from: from ? minuteKey(from) : FIRST_KEY, to: endOf(until) },
        pageSize: PAGE,
        ...(after !== undefined && { after }),
      });
    },
    dueBehind(partition, until) {
      return page({ partition: { from: `${partition}${BEHIND}`, to: endOf(until) }, pageSize: PAGE });
    },
    async duePartition(partition, count) {
      return (await page({ partition: { is: partition }, pageSize: count })).rows;
    },
    async holds(partition, id, stamp) {
      return (await table.get({ partitionKey: partition, rowKey: `${id}|${stamp}` })) !== undefined;
    },
    async insert(rows) {
      const writes = rows.map((row): Write => {
        const cells = {
          owner: row.owner,
          dueAt: row.dueAt.toString(),
          schedule: JSON.stringify(row.schedule),
          group: row.group,
        };
        return { kind: 'insert', row: { ...keyOf(row), cells } };
      });
      await writeAll(byPartition(writes));
    },
    async remove(rows) {
      const writes = rows.map(
        (row): Write => ({
          kind: 'delete',
          key: { partitionKey: row.partition, rowKey: `${row.id}|${row.stamp}` },
          etag: row.etag,
        }),
      );
      await writeAll(byPartition(writes));
    },
    async removeByKey(partition, id, stamp) {
      await table.write({
        kind: 'delete',
        key: { partitionKey: partition, rowKey: `${id}|${stamp}` },
        etag: '*',
      });
    },
    partitionOf: (id, dueAt) => minuteShardKey(dueAt, id),
  };
}

function byPartition(writes: readonly Write[]): Iterable<readonly Write[]> {
  return Map.groupBy(writes, (write) =>
    write.kind === 'delete' ? write.key.partitionKey : write.row.partitionKey,
  ).values();
}

function fromRow(row: StoredRow): StoredDueRow {
  const [id, stamp] = row.rowKey.split('|');
  return {
    id: id as SubscriptionId,
    stamp: stamp ?? '',
    owner: String(row.cells.owner) as Owner,
    dueAt: Temporal.Instant.from(String(row.cells.dueAt)),
    schedule: JSON.parse(String(row.cells.schedule)) as Schedule,
    group: row.cells.group === undefined ? undefined : String(row.cells.group),
    partition: row.partitionKey,
    etag: row.etag,
  };
}
