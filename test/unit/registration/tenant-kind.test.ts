import { afterEach, describe, expect, it, vi } from 'vitest';
import { readTenant } from '../../../lib/registration/graph-tenant.ts';

const TENANT = '7a6f2c1e-5b3d-4e8f-9a0b-1c2d3e4f5a6b';
const EXPECTED = { tenantId: TENANT, authorityHost: 'https://login.example' };
const GRAPH = { baseUrl: 'https://graph.example/v1.0', token: async () => 't' };

/** What the two public answers say; Graph's own is not known to tell a viral tenant from a managed one. */
function answers(organization: Record<string, unknown> | number, realm: Record<string, unknown> | number) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string | URL) => {
    asked.push(String(url));
    const answer = String(url).includes('userrealm') ? realm : organization;
    if (typeof answer === 'number')
      return Response.json({ error: { code: 'Authorization_RequestDenied' } }, { status: answer });
    const body = String(url).includes('userrealm') ? answer : { value: [answer] };
    return Response.json(body);
  });
  return asked;
}
afterEach(() => vi.unstubAllGlobals());

const organization = {
  id: TENANT,
  displayName: 'Contoso',
  tenantType: 'AAD',
  verifiedDomains: [
    { name: 'contoso.onmicrosoft.com', isDefault: false },
    { name: 'contoso.example', isDefault: true },
  ],
};

describe('the kind of a tenant', () => {
  it('is viral where the realm of its default domain says so, whatever Graph calls it', async () => {
    const asked = answers(organization, { NameSpaceType: 'Managed', IsViral: true });
    expect(await readTenant(GRAPH, EXPECTED)).toMatchObject({ managed: false, name: 'Contoso' });
    expect(asked.at(-1)).toBe(
      'https://login.example/common/userrealm/somebody%40contoso.example?api-version=2.1',
    );
  });

  it('is viral where Graph itself says so, without asking further', async () => {
    const asked = answers({ ...organization, tenantType: 'Viral' }, {});
    expect(await readTenant(GRAPH, EXPECTED)).toMatchObject({ managed: false });
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['says that it is not', { IsViral: false }],
    ['says nothing of it', { NameSpaceType: 'Managed' }],
  ])('is managed where the realm %s', async (_, realm) => {
    answers({ ...organization, tenantType: null }, realm);
    expect(await readTenant(GRAPH, EXPECTED)).toMatchObject({ managed: true });
  });

  it('is not guessed where the realm does not answer', async () => {
    answers(organization, 503);
    await expect(readTenant(GRAPH, EXPECTED)).rejects.toMatchObject({ code: 'DIRECTORY_UNAVAILABLE' });
  });

  it('is that of the settings, and managed, where the right to read the organisation was not given', async () => {
    answers(403, {});
    expect(await readTenant(GRAPH, EXPECTED)).toEqual({ id: TENANT, name: TENANT, managed: true });
  });

  it('is refused where another tenant answers than the settings name', async () => {
    answers({ ...organization, id: '11111111-1111-4111-8111-111111111111' }, {});
    await expect(readTenant(GRAPH, EXPECTED)).rejects.toMatchObject({ code: 'DIRECTORY_REFUSED' });
  });
});
