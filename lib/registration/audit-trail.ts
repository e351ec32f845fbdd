import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import { rowsOf, type StoredRow, type Table } from '../storage/table.ts';
import type { AuditEntry } from './audit.ts';

export type RecordedEntry = AuditEntry & { readonly id: string; readonly at: Temporal.Instant };

/** What the audit holds, newest first. */
export interface AuditTrail {
  /**
   * A page; it may be shorter than asked for, or empty, and still have a next one.
   * @throws DomainError BAD_REQUEST for a token that is none of ours.
   */
  page(options: { readonly pageSize: number; readonly after: string | undefined }): Promise<{
    readonly entries: readonly RecordedEntry[];
    readonly next: string | undefined;
  }>;
}

/** Days on which nothing was done, looked at for one page. */
const MOST_DAYS = 40;
const BEFORE_ALL = '0';

/** As `tableAudit` makes keys; nothing else becomes part of a query. */
const ROW_KEY = /^\d{13}-[0-9a-f-]{36}$/;
const placeSchema = z.object({ day: z.iso.date(), row: z.string().regex(ROW_KEY).optional() });
/** A day, and the entry of that day where the page before ended. */
type Place = { readonly day: string; readonly row: string | undefined };

/** Day by day backwards, since a table is read forwards only; one request more says which day is the first. */
export function tableAuditTrail(table: Table, clock: Clock): AuditTrail {
  return {
    async page({ pageSize, after }) {
      const today = clock.now().toString().slice(0, 10);
      const first = await firstDay(table, today);
      const entries: RecordedEntry[] = [];
      let place: Place = after === undefined ? { day: today, row: undefined } : readToken(after);
      for (let days = 0; days < MOST_DAYS && first !== undefined && place.day >= first; days++) {
        const { day, row } = place;
        place = { day: dayBefore(day), row: undefined };
        // A key is followed by nothing that begins with it.
        const rows = row === undefined ? {} : { rows: { from: `${row}!` } };
        for await (const found of rowsOf(table, { partition: { is: day }, pageSize, ...rows })) {
          entries.push(toEntry(found));
          if (entries.length < pageSize) continue;
          place = { day, row: found.rowKey };
          break;
        }
        if (entries.length >= pageSize) break;
      }
      const hasMore = first !== undefined && place.day >= first;
      return { entries, next: hasMore ? writeToken(place) : undefined };
    },
  };
}

/** Page by page: the service may answer an empty one, and a next one that is not. */
async function firstDay(table: Table, today: string): Promise<string | undefined> {
  const partition = { from: BEFORE_ALL, to: `${today}!` };
  for await (const { partitionKey } of rowsOf(table, { partition, pageSize: 1 })) return partitionKey;
  return undefined;
}

function dayBefore(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
}

function toEntry({ rowKey, cells }: StoredRow): RecordedEntry {
  const text = (name: string) => String(cells[name] ?? '');
  return {
    id: rowKey,
    at: Temporal.Instant.from(text('at')),
    action: text('action'),
    by: text('by'),
    subject: text('subject'),
    ...(cells.detail !== undefined && { detail: text('detail') }),
  };
}

function writeToken({ day, row }: Place): string {
  return Buffer.from(JSON.stringify({ day, row })).toString('base64');
}

function readToken(text: string): Place {
  try {
    const { day, row } = placeSchema.parse(JSON.parse(Buffer.from(text, 'base64').toString('utf8')));
    return { day, row };
  } catch (cause) {
    throw new DomainError('BAD_REQUEST', { detail: 'Send what `next` of the page before said.', cause });
  }
}
