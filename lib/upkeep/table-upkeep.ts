import { Temporal } from 'temporal-polyfill';
import { hourKey, hourShardKey } from '../storage/keys.ts';
import { rowsOf, type StoredRow, type Table } from '../storage/table.ts';
import type { StoredUpkeepTask, Upkeep, UpkeepKind, UpkeepTask } from './upkeep.ts';

const FIRST_KEY = '0';
const PAGE = 1000;

/**
 * PartitionKey `yyyyMMddHH-ss` of the hour it is due in, RowKey `kind|subject`: one range query reads what is due,
 * whatever else is to be done later. Crash story: one write each; what is not removed is judged once more.
 */
export function tableUpkeep(table: Table): Upkeep {
  const upkeep: Upkeep = {
    async add(task) {
      await table.write({ kind: 'insert', row: rowOf(task) });
    },
    async put(task) {
      await table.write({ kind: 'upsert', row: rowOf(task) });
    },
    async due(until) {
      const found: StoredUpkeepTask[] = [];
      const hours = { from: FIRST_KEY, to: hourKey(until.add({ hours: 1 })) };
      for await (const row of rowsOf(table, { partition: hours, pageSize: PAGE })) {
        const task = taskOf(row);
        if (Temporal.Instant.compare(task.dueAt, until) <= 0) found.push(task);
        if (found.length === PAGE) break;
      }
      return found;
    },
    async remove({ partition, kind, subject, etag }) {
      await table.write({
        kind: 'delete',
        key: { partitionKey: partition, rowKey: `${kind}|${subject}` },
        etag,
      });
    },
    /** Within its hour the row changes in place; into another hour it is inserted first and taken off here after. */
    async move(task, next) {
      const row = rowOf(next);
      if (row.partitionKey === task.partition) await table.write({ kind: 'replace', row, etag: task.etag });
      else {
        await upkeep.add(next);
        await upkeep.remove(task);
      }
    },
  };
  return upkeep;
}

function rowOf({ kind, subject, dueAt, data, failures }: UpkeepTask) {
  return {
    partitionKey: hourShardKey(dueAt, subject),
    rowKey: `${kind}|${subject}`,
    cells: { dueAt: dueAt.toString(), data, failures },
  };
}

function taskOf({ partitionKey, rowKey, cells, etag }: StoredRow): StoredUpkeepTask {
  const split = rowKey.indexOf('|');
  return {
    kind: rowKey.slice(0, split) as UpkeepKind,
    subject: rowKey.slice(split + 1),
    dueAt: Temporal.Instant.from(String(cells.dueAt)),
    data: cells.data === undefined ? undefined : String(cells.data),
    failures: Number(cells.failures ?? 0),
    partition: partitionKey,
    etag,
  };
}
