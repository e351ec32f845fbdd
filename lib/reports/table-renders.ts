import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../clock.ts';
import { DomainError, ERRORS, type ErrorCode } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Blobs } from '../storage/blobs.ts';
import type { Cells, StoredRow, Table } from '../storage/table.ts';
import type { Drawn, Renders } from './renders.ts';

/** Longer than all queries of a picture together, shorter than the lease of a run. */
const LEASE = { seconds: 200 } as const;
/** Who has waited for so long draws for itself: the rest of its own lease must do for that. */
const PATIENCE = { seconds: 60 } as const;
/** What one was refused holds for those who wait, not for the attempts after it. */
const REFUSED_FOR = { seconds: 15 } as const;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 2000;
/** The metadata of a blob take 8 KB; longer warnings are the first one's alone. */
const MOST_LETTERS = 4000;

/**
 * PartitionKey the render key, RowKey `render`: the claim with its lease; the picture is the blob `renders/<key>`.
 * Crash story: the claim is insert-only or by ETag, the blob is written after the drawing. Cut off before it, the lease
 * runs out and somebody takes over; two that draw at once (a lease was outlived) write the same.
 */
export function tableRenders(options: {
  readonly table: Table;
  readonly blobs: Blobs;
  readonly clock: Clock;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly log: Log;
}): Renders {
  const { table, blobs, clock, sleep, log } = options;
  const rowKeyOf = (key: string) => ({ partitionKey: key, rowKey: 'render' });

  /** Mine with its ETag, or what another has made of it. */
  async function claim(
    key: string,
    taken?: StoredRow,
  ): Promise<{ readonly etag: string } | StoredRow | undefined> {
    const token = randomUUID();
    const row = { ...rowKeyOf(key), cells: { token, until: clock.now().add(LEASE).toString() } };
    const outcome = await table.write(
      taken ? { kind: 'replace', row, etag: taken.etag } : { kind: 'insert', row },
    );
    if (outcome.ok) return { etag: outcome.etag };
    const present = await table.get(rowKeyOf(key));
    // The answer of our own first try may have been lost.
    return present?.cells.token === token ? { etag: present.etag } : present;
  }

  async function drawFor(key: string, etag: string, draw: () => Promise<Drawn>): Promise<Drawn> {
    try {
      const made = await draw();
      const warnings = encodeURIComponent(JSON.stringify(made.warnings));
      const metadata = {
        ...(warnings.length <= MOST_LETTERS && { warnings }),
        ...(made.dataAt && { dataat: made.dataAt.toString() }),
      };
      await blobs.put(nameOf(key), made.png, { contentType: 'image/png', metadata });
      return made;
    } catch (error) {
      await noteRefusal(key, etag, error);
      throw error;
    }
  }

  async function noteRefusal(key: string, etag: string, refusal: unknown): Promise<void> {
    const cells: Cells = {
      until: clock.now().add(REFUSED_FOR).toString(),
      ...(refusal instanceof DomainError && { code: refusal.code, detail: refusal.detail }),
    };
    try {
      await table.write({ kind: 'replace', row: { ...rowKeyOf(key), cells }, etag });
    } catch (error) {
      // Those who wait find the lease over; what the drawing was refused is what counts.
      log.warn('render.refusal-not-noted', { error });
    }
  }

  async function drawn(key: string): Promise<Drawn | undefined> {
    const blob = await blobs.get(nameOf(key));
    if (!blob) return undefined;
    const { warnings, dataat } = blob.metadata;
    return {
      png: blob.bytes,
      warnings: warningsOf(warnings),
      ...(dataat !== undefined && { dataAt: Temporal.Instant.from(dataat) }),
    };
  }

  return {
    async share(key, draw) {
      const patience = clock.now().add(PATIENCE);
      let found = await claim(key);
      for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
        if (found && !('cells' in found)) return drawFor(key, found.etag, draw);
        const present = await drawn(key);
        if (present) return present;
        const now = clock.now();
        if (!found || isOver(found, now)) {
          found = await claim(key, found);
          continue;
        }
        throwRefused(found);
        if (Temporal.Instant.compare(now, patience) >= 0) return draw();
        await sleep(wait);
        found = await table.get(rowKeyOf(key));
      }
    },
  };
}

function nameOf(key: string): string {
  return `renders/${key}`;
}

function isOver({ cells }: StoredRow, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now, Temporal.Instant.from(String(cells.until))) >= 0;
}

/** Nothing where the first is still at it. */
function throwRefused({ cells: { code, detail } }: StoredRow): void {
  if (typeof code !== 'string' || !Object.hasOwn(ERRORS, code)) return;
  throw new DomainError(code as ErrorCode, typeof detail === 'string' ? { detail } : {});
}

function warningsOf(text = '%5B%5D'): readonly string[] {
  return JSON.parse(decodeURIComponent(text)) as readonly string[];
}
