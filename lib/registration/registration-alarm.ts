import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../clock.ts';
import type { AppHealth } from '../identity/app-health.ts';
import type { Log } from '../log.ts';
import type { StoredRow, Table } from '../storage/table.ts';

/** Entra refuses the registered app itself: nobody's tiles are refreshed until an administrator mends it. */
export type RegistrationAlarm = {
  readonly code: string;
  readonly text: string;
  readonly since: Temporal.Instant;
};

export interface RegistrationAlarms extends AppHealth {
  current(): Promise<RegistrationAlarm | undefined>;
  /** After the app was changed: what was wrong with it says nothing any more. */
  clear(): Promise<void>;
}

const KEY = { partitionKey: 'registration', rowKey: 'alarm' } as const;
/** How often a process looks whether the alarm still stands, or writes that it does. */
const LOOK_EVERY_MS = 5 * 60_000;

/**
 * One row beside the registration. Insert-only while it stands, so that `since` is the first refusal; removed by the
 * first process that sees the app accepted. Cut off anywhere, the next refresh writes or removes it.
 */
export function tableRegistrationAlarms(options: {
  readonly table: Table;
  readonly clock: Clock;
  readonly log: Log;
}): RegistrationAlarms {
  const { table, clock, log } = options;
  const looked = { refused: Number.NEGATIVE_INFINITY, accepted: Number.NEGATIVE_INFINITY };

  function isTime(what: keyof typeof looked): boolean {
    const now = clock.now().epochMilliseconds;
    if (now - looked[what] < LOOK_EVERY_MS) return false;
    looked[what] = now;
    return true;
  }

  async function clear(): Promise<void> {
    const row = await table.get(KEY);
    if (!row) return;
    const outcome = await table.write({ kind: 'delete', key: KEY, etag: row.etag });
    if (outcome.ok) log.info('registration.mended', { since: fromRow(row).since.toString() });
  }

  return {
    async refused(error) {
      looked.accepted = Number.NEGATIVE_INFINITY;
      if (!isTime('refused')) return;
      log.error('registration.broken', { code: error.code, detail: error.detail });
      const cells = { code: error.code, text: error.message, since: clock.now().toString() };
      await table.write({ kind: 'insert', row: { ...KEY, cells } });
    },
    async accepted() {
      looked.refused = Number.NEGATIVE_INFINITY;
      if (isTime('accepted')) await clear();
    },
    async current() {
      const row = await table.get(KEY);
      return row && fromRow(row);
    },
    clear,
  };
}

function fromRow({ cells }: StoredRow): RegistrationAlarm {
  return {
    code: String(cells.code ?? ''),
    text: String(cells.text ?? ''),
    since: Temporal.Instant.from(String(cells.since)),
  };
}
