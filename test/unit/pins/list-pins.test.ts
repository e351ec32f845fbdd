import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { TABLES } from '../../../lib/storage-names.ts';
import '../../support/every-route.ts';
import { MemoryInstallation, OWNER } from '../../support/memory-installation.ts';
import { MemoryPerson } from '../../support/memory-person.ts';

type Page = { readonly value: readonly { readonly id: string }[]; readonly next?: string };

const idOf = (n: number) => `5c000000-0000-4000-8000-${String((n * 7) % 100).padStart(12, '0')}`;

/** Pins in an order that is none of their ids'; every third pair made at the same moment. */
async function withPins(count: number): Promise<MemoryPerson> {
  const installation = new MemoryInstallation();
  const table = installation.storage.table(TABLES.pins);
  const start = Temporal.Instant.from('2026-11-01T00:00:00Z');
  for (let n = 0; n < count; n++) {
    const createdAt = start.add({ hours: n - (n % 3 === 1 ? 1 : 0) }).toString();
    const cells = {
      state: 'failed',
      request: JSON.stringify({ mode: 'picture', itemName: `I${n}` }),
      createdAt,
    };
    await table.write({ kind: 'insert', row: { partitionKey: OWNER, rowKey: idOf(n), cells } });
  }
  return new MemoryPerson(installation);
}

describe('the list of pins', () => {
  it('comes in pages, newest first, each pin once', async () => {
    const bob = await withPins(25);
    const seen: string[] = [];
    let next: string | undefined;
    let pages = 0;
    do {
      const after: string = next === undefined ? '' : `&after=${encodeURIComponent(next)}`;
      const { body } = await bob.send<Page>('GET', `/api/pins?top=4${after}`);
      expect(body.value.length).toBeLessThanOrEqual(4);
      seen.push(...body.value.map(({ id }) => id));
      next = body.next;
      pages += 1;
    } while (next !== undefined);
    expect(pages).toBe(7);
    expect(new Set(seen)).toEqual(new Set(Array.from({ length: 25 }, (_, n) => idOf(n))));
    expect(seen).toHaveLength(25);
    expect(seen[0]).toBe(idOf(24));
  });

  it('is refused with a token that is none of ours', async () => {
    const bob = await withPins(1);
    const token = Buffer.from('{"a":1}').toString('base64');
    const { status } = await bob.send('GET', `/api/pins?after=${token}`);
    expect(status).toBe(400);
  });
});
