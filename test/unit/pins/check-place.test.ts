import { describe, expect, it } from 'vitest';
import { serviceOwnerOf } from '../../../lib/identity/service-owner.ts';
import { checkPlace, type PinPlace } from '../../../lib/pins/check-place.ts';
import type { PowerBi } from '../../../lib/power-bi/client.ts';
import { MemoryInstallation, TENANT } from '../../support/memory-installation.ts';

const TEMPLATES = '11111111-1111-4111-8111-111111111111';
const SALES = '22222222-2222-4222-8222-222222222222';
const DASHBOARD = '33333333-3333-4333-8333-333333333333';
const SERVICE = serviceOwnerOf(TENANT);

let calls = 0;
const powerBi: PowerBi = {
  async call<T>() {
    calls += 1;
    const value = { id: DASHBOARD, displayName: 'Overview' } as T;
    return { ok: true as const, status: 200, value, headers: new Headers() };
  },
};

function check(place: PinPlace) {
  const kits = {
    requireTile: async () => ({ workspaceId: TEMPLATES, dashboardId: DASHBOARD, tileId: DASHBOARD }),
  };
  return checkPlace({ ...new MemoryInstallation().app, powerBi, kits }, SERVICE, place);
}

const tile = (mode: 'template' | 'guided', workspaceId: string): PinPlace => ({
  mode,
  content: 'picture',
  workspaceId,
  dashboardId: DASHBOARD,
});

describe('a pin of the installation itself', () => {
  it('is not cloned into another workspace, which Power BI refuses applications, and says what to do instead', async () => {
    calls = 0;
    await expect(check(tile('template', SALES))).rejects.toMatchObject({
      code: 'POWER_BI_REFUSED',
      detail: expect.stringContaining('guided'),
    });
    expect(calls).toBe(0);
  });

  it('is cloned within the workspace of the templates, or pinned by hand anywhere', async () => {
    expect(await check(tile('template', TEMPLATES))).toMatchObject({ dashboardName: 'Overview' });
    expect(await check(tile('guided', SALES))).toMatchObject({ dashboardName: 'Overview' });
  });
});
