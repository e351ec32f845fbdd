import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Table } from '../storage/table.ts';

export type AuditEntry = {
  readonly action: string;
  /** Owner key of the person, or `set-up`. */
  readonly by: string;
  readonly subject: string;
  readonly detail?: string;
};

export interface Audit {
  record(entry: AuditEntry): Promise<void>;
}

const LAST_MILLISECOND = 9_999_999_999_999;

/** Insert-only, a partition a UTC day, newest first. Cut off before the insert, the entry is missing from the trail. */
export function tableAudit(table: Table, clock: Clock): Audit {
  return {
    async record(entry) {
      const now = clock.now();
      const inverted = String(LAST_MILLISECOND - now.epochMilliseconds).padStart(13, '0');
      const row = {
        partitionKey: now.toString().slice(0, 10),
        rowKey: `${inverted}-${randomUUID()}`,
        cells: { ...entry, at: now.toString() },
      };
      await table.write({ kind: 'insert', row });
    },
  };
}
