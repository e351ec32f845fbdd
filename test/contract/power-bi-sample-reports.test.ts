import { describe, expect, it } from 'vitest';
import { loadFabricSchemas } from '../../sandbox/power-bi/contract/fabric-schemas.ts';
import { sampleTenant, TEMPLATE_NAME } from '../../sandbox/power-bi/seed/sample-tenant.ts';
import { tenantFrom } from '../../sandbox/power-bi/seed/seed.ts';
import { partText, visualsOf } from '../../sandbox/power-bi/visuals/report-visuals.ts';

// The schemas lie beside the checkout: ../shared/contracts/fabric-report from the repository root.
const schemas = await loadFabricSchemas();

const PEOPLE = ['Ada', 'Bob', 'Cleo', 'Eve'].map((name, index) => ({
  oid: `a0000000-0000-4000-8000-00000000000${index}`,
  name,
  email: `${name.toLowerCase()}@contoso.example`,
}));

function sample(template: 'none' | 'unpinned' | 'installed') {
  const [administrator, ...users] = PEOPLE;
  if (administrator === undefined) throw new Error('Nobody administers.');
  const seed = sampleTenant({
    tenantId: '7a6f2c1e-5b3d-4e8f-9a0b-1c2d3e4f5a6b',
    administrator,
    users,
    template,
  });
  return tenantFrom(seed, '2026-11-01T08:00:00Z');
}

describe('the sample tenant', () => {
  it.skipIf(schemas === undefined)(
    'has reports that Microsoft’s schemas of report definitions accept',
    () => {
      const reports = [...sample('installed').reports.values()];
      expect(reports.length).toBeGreaterThan(1);
      for (const part of reports.flatMap((report) => report.parts)) {
        expect(schemas?.faultOf(part.path, JSON.parse(partText(part))), part.path).toBeUndefined();
      }
    },
  );

  it('has the visuals that its tiles show', () => {
    const [template] = [...sample('installed').reports.values()].filter((one) => one.name === TEMPLATE_NAME);
    expect(template === undefined ? [] : visualsOf(template)).toMatchObject([
      {
        name: 'picture',
        query: {
          fields: [{ field: { kind: 'column', table: 'Tile', name: 'ImageUrl' } }],
          top: {
            count: 1,
            descending: true,
            by: { kind: 'aggregate', name: 'RefreshedAt', aggregate: 'max' },
          },
        },
      },
    ]);
  });

  it('holds the template kit as far as it is to be installed', () => {
    const tilesOfTemplate = (template: 'none' | 'unpinned' | 'installed') => {
      const tenant = sample(template);
      const dashboard = [...tenant.dashboards.values()].find((one) => one.name === TEMPLATE_NAME);
      return dashboard === undefined
        ? undefined
        : [...tenant.tiles.values()].filter((tile) => tile.dashboardId === dashboard.id).length;
    };
    expect(tilesOfTemplate('none')).toBeUndefined();
    expect(tilesOfTemplate('unpinned')).toBe(0);
    expect(tilesOfTemplate('installed')).toBe(1);
  });

  it('gives everyone a My workspace', () => {
    const own = [...sample('none').workspaces.values()].filter((one) => one.ownerOid !== undefined);
    expect(own.map((one) => one.ownerOid).sort()).toEqual(PEOPLE.map((one) => one.oid));
  });
});
