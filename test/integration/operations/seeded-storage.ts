import { Temporal } from 'temporal-polyfill';
import { allRows } from '../../../lib/operations/all-rows.ts';
import { scheduleOf } from '../../../lib/schedules/schedule.ts';
import type { Storage } from '../../../lib/storage/storage.ts';
import { BLOBS, QUEUES, TABLES } from '../../../lib/storage-names.ts';
import { nthId, seedSubscriptions } from '../../bench/support/seed-subscriptions.ts';
import { ownerOf } from '../../support/memory-installation.ts';
import { HOURLY } from '../../support/subscriptions.ts';

/** 10,000 at full size. A multiple of the people they belong to. */
export const SUBSCRIPTIONS = process.env.REPORT_TILES_LONG === '1' ? 10_000 : 400;
export const PICTURES = 40;
/** People who have as many each. */
export const OWNERS = 20;

export const SCOPE = { tables: Object.values(TABLES), containers: Object.values(BLOBS) };

export async function ensureAll(storage: Storage): Promise<void> {
  await storage.ensure({
    tables: Object.values(TABLES),
    queues: Object.values(QUEUES),
    containers: Object.values(BLOBS),
  });
}

/** Subscriptions of twenty people with their due rows, pictures, and a row of every type a cell can have. */
export async function seed(storage: Storage): Promise<void> {
  await ensureAll(storage);
  const seeds = Array.from({ length: SUBSCRIPTIONS }, (_, n) => ({
    id: nthId(n),
    owner: nthOwner(Math.floor((n * OWNERS) / SUBSCRIPTIONS)),
    reportId: 'r',
    reportTitle: 'Umsätze „2026“',
    itemName: 'Chart1',
    parameters: {},
    schedule: scheduleOf(HOURLY),
    target: {
      kind: 'tile' as const,
      visual: 'picture' as const,
      workspaceId: 'w',
      dashboardId: 'd',
      dashboardName: 'Sales overview',
      dashboardUrl: undefined,
      modelId: 'm',
      reportId: 'r',
      tileId: 't',
    },
  }));
  await seedSubscriptions(storage, seeds, { now: Temporal.Instant.from('2026-11-23T07:00:30Z') });
  const cells = { text: 'é', whole: 7, large: 2 ** 40, fraction: 0.1, int64: 2n ** 60n, yes: true };
  const row = { partitionKey: 'cells', rowKey: 'every type', cells };
  await storage.table(TABLES.cursor).write({ kind: 'upsert', row });
  const pictures = storage.blobs(BLOBS.pictures);
  for (let n = 0; n < PICTURES; n++)
    await pictures.put(`pins/${nthId(n)}/current`, new Uint8Array([n, 0, 255]), {
      contentType: 'image/png',
      metadata: { title: encodeURIComponent(`Größe ${n}`) },
    });
}

export function nthOwner(n: number) {
  return ownerOf(`b0000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
}

/** Everything of a table, without what the service adds. */
export async function contentOf(storage: Storage, table: string): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for await (const { etag: _, ...row } of allRows(storage.table(table))) found.push(row);
  return found;
}
