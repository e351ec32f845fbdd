import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { allRows } from '../../../lib/operations/all-rows.ts';
import { erasedTables, erasePerson } from '../../../lib/operations/erase-person.ts';
import type { ReportServer, ReportServerId } from '../../../lib/report-server/server.ts';
import { TABLES } from '../../../lib/storage-names.ts';
import { deleteSubscription } from '../../../lib/subscriptions/deciding/delete-subscription.ts';
import { MemoryInstallation, OWNER, ownerOf } from '../../support/memory-installation.ts';
import { addTestSubscription } from '../../support/subscriptions.ts';

const SERVER: ReportServer = {
  id: 'aaaaaaaa' as ReportServerId,
  name: 'Reports',
  portalUrl: 'https://reports.contoso.example/Reports',
  auth: 'ntlm',
  ca: undefined,
  account: 'CONTOSO\\svc-tiles',
  secretVersion: undefined,
  userNamePattern: undefined,
  product: 'SqlServerReportingServices',
  productVersion: '16.0.1116.38',
  servicePath: '/ReportServer',
  timeZone: 'Europe/Warsaw',
  changedBy: OWNER,
  changedAt: Temporal.Instant.from('2026-11-23T07:00Z'),
};
const OTHER = ownerOf('c0000000-0000-4000-8000-00000000000c');

async function lived(): Promise<MemoryInstallation> {
  const installation = new MemoryInstallation();
  const { app } = installation;
  await addTestSubscription(installation);
  await addTestSubscription(installation);
  for (const owner of [OWNER, OTHER])
    await app.users.update(owner, (user) => ({ ...user, name: 'Bob', upn: 'bob@contoso.example' }));
  await app.audit.record({ action: 'power-bi.sign-in', by: OWNER, subject: OWNER });
  await app.pinOwners.claim('5c000000-0000-4000-8000-0000000000ff', OWNER, 'k');
  await app.reportServers.add(SERVER);
  await app.signInEndings.begin(installation.clock.now(), OWNER);
  await installation.pass({ hours: 2 });
  return installation;
}

function erase({ app, storage }: MemoryInstallation, remove = deleteSubscription) {
  return erasePerson(
    {
      ...app,
      deleteSubscription: (owner, id) => remove(app, owner, id),
      ...erasedTables(storage),
    },
    OWNER,
  );
}

/** Tables in which a person still is found. */
async function traces({ storage }: MemoryInstallation): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of Object.values(TABLES))
    for await (const row of allRows(storage.table(name)))
      if (
        JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? String(value) : value)).includes(OWNER)
      )
        found.push(`${name} ${row.partitionKey} ${row.rowKey}`);
  return found;
}

describe('erasing one person', () => {
  it('leaves no trace but what the upkeep still has to clear, and leaves others alone', async () => {
    const installation = await lived();
    expect((await traces(installation)).length).toBeGreaterThan(5);
    expect(await erase(installation)).toMatchObject({ subscriptions: 2 });
    expect((await traces(installation)).filter((trace) => !trace.startsWith(TABLES.upkeep))).toEqual([]);
    expect((await installation.app.users.get(OTHER))?.name).toBe('Bob');
  });

  it('forgets who the person is on report servers, and makes the password unreadable', async () => {
    const installation = await lived();
    const { app } = installation;
    const { id } = SERVER;
    const version = await app.serverPasswords.store(id, OWNER, 'Secret-of-Bob');
    const link = { kind: 'own', account: 'bob', knownAs: 'CONTOSO\\bob', secretVersion: version } as const;
    for (const owner of [OWNER, OTHER]) await app.serverLinks.put(id, owner, link);
    await erase(installation);
    expect(await app.serverLinks.owners(id)).toEqual([OTHER]);
    expect(await app.serverPasswords.read(id, OWNER, version)).toBeUndefined();
  });

  it('goes on after it was cut off', async () => {
    const installation = await lived();
    let first = true;
    const cutOff: typeof deleteSubscription = async (...args) => {
      if (!first) throw new Error('killed');
      first = false;
      return await deleteSubscription(...args);
    };
    await expect(erase(installation, cutOff)).rejects.toThrow('killed');
    expect(await erase(installation)).toMatchObject({ subscriptions: 1 });
    expect((await traces(installation)).filter((trace) => !trace.startsWith(TABLES.upkeep))).toEqual([]);
  });

  it('keeps in the audit that something was done, without who did it', async () => {
    const installation = await lived();
    await erase(installation);
    const actions: string[] = [];
    for await (const { cells } of allRows(installation.storage.table(TABLES.audit)))
      actions.push(`${cells.action} by ${cells.by}`);
    expect(actions).toContain('power-bi.sign-in by erased');
  });
});
