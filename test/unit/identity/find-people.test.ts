import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { findPeople } from '../../../lib/identity/find-people.ts';
import { type Owner, parseOwner } from '../../../lib/identity/principal.ts';
import { tableUsers } from '../../../lib/identity/users.ts';
import { MemoryTable } from '../../../lib/storage/memory/memory-table.ts';

const TENANT = '7a6f2c1e-5b3d-4e8f-9a0b-1c2d3e4f5a6b';
const OTHER_TENANT = '8a6f2c1e-5b3d-4e8f-9a0b-1c2d3e4f5a6b';
const NOW = Temporal.Instant.from('2026-11-23T08:00:00Z');
const users = tableUsers(new MemoryTable());

function ownerOf(index: number, tenant = TENANT): Owner {
  const owner = parseOwner(tenant, `e0000000-0000-4000-8000-${String(index).padStart(12, '0')}`);
  if (!owner) throw new Error('no owner');
  return owner;
}

async function signedIn(index: number, name: string, tenant = TENANT) {
  await users.update(ownerOf(index, tenant), (user) => ({
    ...user,
    name,
    upn: `${name.split(' ')[0]}@contoso.example`,
    tokenState: 'signed-in',
    signedInAt: NOW,
    expiresAt: NOW.add({ hours: index === 1 ? -1 : 24 }),
  }));
}

const find = (text: string) => findPeople({ users }, { tenantId: TENANT, text, now: NOW, app: undefined });

describe('people to give subscriptions to', () => {
  it('are those of the tenant who have signed in to Power BI, by name, with whether they still are', async () => {
    await signedIn(1, 'Eve Example');
    await signedIn(2, 'Bob Report');
    await signedIn(3, 'Otto Other', OTHER_TENANT);
    await users.update(ownerOf(4), (user) => ({ ...user, name: 'Nora Never', upn: 'nora@contoso.example' }));
    const { people, isComplete } = await find('');
    expect(people.map(({ name, powerBi }) => [name, powerBi])).toEqual([
      ['Bob Report', 'valid'],
      ['Eve Example', 'required'],
    ]);
    expect(isComplete).toBe(true);
  });

  it('are found by parts of the name or the account, whatever the case', async () => {
    expect((await find('REP bob')).people.map(({ name }) => name)).toEqual(['Bob Report']);
    expect((await find('eve@')).people.map(({ name }) => name)).toEqual(['Eve Example']);
    expect((await find('zoe')).people).toEqual([]);
  });

  it('are at most fifty, and it is said when there are more', async () => {
    for (let index = 100; index < 160; index++) await signedIn(index, `Many ${index}`);
    const { people, isComplete } = await find('many');
    expect(people).toHaveLength(50);
    expect(isComplete).toBe(false);
  });
});
