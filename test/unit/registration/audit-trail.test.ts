import { beforeEach, describe, expect, it } from 'vitest';
import { showAudit } from '../../../lib/http/views/audit.ts';
import type { User } from '../../../lib/identity/users.ts';
import { type Audit, tableAudit } from '../../../lib/registration/audit.ts';
import { type AuditTrail, tableAuditTrail } from '../../../lib/registration/audit-trail.ts';
import { MemoryTable } from '../../../lib/storage/memory/memory-table.ts';
import type { Page, Query } from '../../../lib/storage/table.ts';
import { OWNER, ownerOf, TENANT } from '../../support/memory-installation.ts';
import { TestClock } from '../../support/test-clock.ts';

let clock: TestClock;
let audit: Audit;
let trail: AuditTrail;

beforeEach(() => {
  clock = new TestClock('2026-03-02T08:00:00Z');
  // Pages end early, as the service's may.
  const table = new MemoryTable({ pageLimit: 3 });
  audit = tableAudit(table, clock);
  trail = tableAuditTrail(table, clock);
});

const record = (subject: string) => audit.record({ action: 'tested', by: OWNER, subject });

/** All pages, and how many there were. */
async function readAll(pageSize: number): Promise<{ readonly subjects: string[]; readonly pages: number }> {
  const subjects: string[] = [];
  let after: string | undefined;
  let pages = 0;
  do {
    const { entries, next } = await trail.page({ pageSize, after });
    expect(entries.length).toBeLessThanOrEqual(pageSize);
    subjects.push(...entries.map(({ subject }) => subject));
    after = next;
    pages += 1;
  } while (after !== undefined);
  return { subjects, pages };
}

describe('the trail of the audit', () => {
  it('is empty where nothing was done', async () => {
    expect(await readAll(10)).toEqual({ subjects: [], pages: 1 });
  });

  it('gives everything once, newest first, over days, and whatever the pages’ size', async () => {
    const expected: string[] = [];
    for (let number = 0; number < 25; number++) {
      await record(`s${number}`);
      expected.unshift(`s${number}`);
      clock.advance({ hours: number % 5 === 0 ? 31 : 2 });
    }
    for (const size of [1, 2, 7, 25, 100])
      expect((await readAll(size)).subjects, `${size}`).toEqual(expected);
  });

  it('crosses a year without entries in a few pages, and shows what was done before it', async () => {
    await record('long ago');
    clock.advance({ hours: 365 * 24 });
    await record('today');
    const { subjects, pages } = await readAll(50);
    expect(subjects).toEqual(['today', 'long ago']);
    expect(pages).toBeLessThanOrEqual(11);
  });

  it('goes on behind pages that the service answers empty', async () => {
    class Sparse extends MemoryTable {
      override async page(query: Query): Promise<Page> {
        const { after, ...rest } = query;
        return after === 'on' ? super.page(rest) : { rows: [], next: 'on' };
      }
    }
    const table = new Sparse();
    await tableAudit(table, clock).record({ action: 'tested', by: OWNER, subject: 's0' });
    trail = tableAuditTrail(table, clock);
    expect((await readAll(10)).subjects).toEqual(['s0']);
  });

  it('shows no entry twice when something is done between two pages', async () => {
    for (let number = 0; number < 4; number++) {
      await record(`s${number}`);
      clock.advance({ seconds: 1 });
    }
    const first = await trail.page({ pageSize: 2, after: undefined });
    await record('later');
    const second = await trail.page({ pageSize: 2, after: first.next });
    expect([...first.entries, ...second.entries].map(({ subject }) => subject)).toEqual([
      's3',
      's2',
      's1',
      's0',
    ]);
  });

  it('takes no token of another form', async () => {
    const encoded = (token: object) => Buffer.from(JSON.stringify(token)).toString('base64');
    const tokens = [{ day: 'yesterday' }, { day: '2026-03-02', row: "x' or PartitionKey ne '" }];
    for (const token of ['', '{}', ...tokens.map(encoded)])
      await expect(trail.page({ pageSize: 1, after: token })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('an entry of the audit, as it is shown', () => {
  const other = ownerOf('22222222-2222-4222-8222-222222222222');
  const users = {
    get: async (owner: string) =>
      owner === OWNER
        ? ({ name: 'Ada', upn: 'ada@contoso.example', etag: '1' } as User & { etag: string })
        : undefined,
  };

  it('names people by what they are known by, and others by their object id', async () => {
    await audit.record({
      action: 'subscription.owner',
      by: OWNER,
      subject: 'x',
      detail: `${OWNER} to ${other}`,
    });
    const { entries } = await trail.page({ pageSize: 10, after: undefined });
    const [shown] = await showAudit(users, entries);
    expect(shown).toMatchObject({
      by: { kind: 'account', name: 'Ada', upn: 'ada@contoso.example' },
      detail: 'ada@contoso.example to 22222222-2222-4222-8222-222222222222',
    });
    expect(JSON.stringify(shown)).not.toContain(TENANT);
  });

  it('tells the set-up link from a person who was erased', async () => {
    await audit.record({ action: 'administrator.admitted', by: 'set-up', subject: OWNER });
    clock.advance({ seconds: 1 });
    await audit.record({ action: 'subscription.owner', by: 'erased', subject: 'x' });
    const { entries } = await trail.page({ pageSize: 10, after: undefined });
    expect((await showAudit(users, entries)).map(({ by }) => by.kind)).toEqual(['erased', 'set-up']);
  });
});
