import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import type { Owner } from '../identity/principal.ts';
import type { Table } from '../storage/table.ts';
import { must, type PowerBi } from './client.ts';
import { findNamed } from './find-named.ts';
import type { TemplateTile, TileGateway } from './tile-gateway.ts';

/** What of the kit stands. Everything but the pinned visual is made by API; the visual an administrator pins once. */
export type TemplateKit = {
  readonly workspaceId: string | undefined;
  readonly modelId: string | undefined;
  readonly reportId: string | undefined;
  readonly reportUrl: string | undefined;
  readonly dashboardId: string | undefined;
  readonly tileId: string | undefined;
  readonly verifiedAt: Temporal.Instant | undefined;
};

const KEY = { partitionKey: 'registration', rowKey: 'template-kit' } as const;
const EMPTY: TemplateKit = {
  workspaceId: undefined,
  modelId: undefined,
  reportId: undefined,
  reportUrl: undefined,
  dashboardId: undefined,
  tileId: undefined,
  verifiedAt: undefined,
};

export type TemplateKits = {
  readonly current: () => Promise<TemplateKit>;
  /**
   * Makes what is missing, in the administrator's name; may be repeated until the kit stands. The security group that is
   * named gets to read the workspace: who may pin needs to see the template tile.
   */
  readonly install: (owner: Owner, readersGroupId?: string) => Promise<TemplateKit>;
  /** Looks for the visual that was pinned by hand, and remembers its tile. */
  readonly verify: (owner: Owner) => Promise<TemplateKit>;
  /** @throws DomainError TEMPLATE_NOT_READY. */
  readonly requireTile: () => Promise<TemplateTile>;
};

export function createTemplateKits(options: {
  readonly table: Table;
  readonly powerBi: PowerBi;
  readonly gateway: TileGateway;
  readonly installation: string;
  readonly clock: Clock;
}): TemplateKits {
  const { table, powerBi, gateway, installation, clock } = options;
  const name = `${installation} - Templates`;

  async function load(): Promise<TemplateKit> {
    const row = await table.get(KEY);
    if (!row) return EMPTY;
    const text = (cell: string) => (row.cells[cell] === undefined ? undefined : String(row.cells[cell]));
    const verifiedAt = text('verifiedAt');
    return {
      workspaceId: text('workspaceId'),
      modelId: text('modelId'),
      reportId: text('reportId'),
      reportUrl: text('reportUrl'),
      dashboardId: text('dashboardId'),
      tileId: text('tileId'),
      verifiedAt: verifiedAt === undefined ? undefined : Temporal.Instant.from(verifiedAt),
    };
  }

  /** Last writer wins: every value is looked up at Power BI by name before it is made, so two installers agree. */
  async function save(kit: TemplateKit): Promise<TemplateKit> {
    const cells = { ...kit, verifiedAt: kit.verifiedAt?.toString() };
    await table.write({ kind: 'upsert', row: { ...KEY, cells } });
    return kit;
  }

  const find = (owner: Owner, path: string) => findNamed(powerBi, owner, { path, name });

  async function ensureWorkspace(owner: Owner): Promise<string> {
    const filter = encodeURIComponent(`name eq '${name.replaceAll("'", "''")}'`);
    const present = await find(owner, `/groups?$filter=${filter}`);
    if (present) return present.id;
    const made = await powerBi.call<{ id: string }>(owner, {
      method: 'POST',
      path: '/groups?workspaceV2=true',
      body: { name },
    });
    return must(made, 'POWER_BI_REFUSED').id;
  }

  async function ensureReaders(owner: Owner, workspaceId: string, groupId: string): Promise<void> {
    const path = `/groups/${workspaceId}/users`;
    const answer = await powerBi.call<{ value: readonly { identifier: string }[] }>(owner, {
      method: 'GET',
      path,
    });
    if (
      must(answer, 'WORKSPACE_NOT_FOUND').value.some(({ identifier }) => identifier.toLowerCase() === groupId)
    )
      return;
    const body = { identifier: groupId, principalType: 'Group', groupUserAccessRight: 'Viewer' };
    must(await powerBi.call(owner, { method: 'POST', path, body }), 'WORKSPACE_NOT_FOUND');
  }

  async function ensureDashboard(owner: Owner, workspaceId: string): Promise<string> {
    const path = `/groups/${workspaceId}/dashboards`;
    const present = await find(owner, path);
    if (present) return present.id;
    const made = await powerBi.call<{ id: string }>(owner, { method: 'POST', path, body: { name } });
    return must(made, 'WORKSPACE_NOT_FOUND').id;
  }

  return {
    current: load,

    async install(owner, readersGroupId) {
      const workspaceId = await ensureWorkspace(owner);
      if (readersGroupId !== undefined) await ensureReaders(owner, workspaceId, readersGroupId);
      const before = await load();
      let kit = await save({ ...before, workspaceId });
      const { modelId } = await gateway.ensureModel(owner, { workspaceId, name });
      kit = await save({ ...kit, modelId });
      const { reportId } = await gateway.ensureReport(owner, {
        workspaceId,
        modelId,
        name,
        visual: 'picture',
        title: name,
      });
      const report = await find(owner, `/groups/${workspaceId}/reports`);
      kit = await save({ ...kit, reportId, reportUrl: report?.webUrl });
      const dashboardId = await ensureDashboard(owner, workspaceId);
      // A tile of another report or dashboard than these is no tile of this kit any more.
      const same = reportId === before.reportId && dashboardId === before.dashboardId;
      const tile = same ? {} : { tileId: undefined, verifiedAt: undefined };
      return save({ ...kit, dashboardId, ...tile });
    },

    async verify(owner) {
      const kit = await load();
      const { workspaceId, dashboardId, reportId } = kit;
      if (workspaceId === undefined || dashboardId === undefined || reportId === undefined)
        throw new DomainError('TEMPLATE_NOT_READY', { detail: 'Install the template kit first.' });
      const path = `/groups/${workspaceId}/dashboards/${dashboardId}/tiles`;
      const answer = await powerBi.call<{ value: readonly { id: string; reportId?: string }[] }>(owner, {
        method: 'GET',
        path,
      });
      const tile = must(answer, 'DASHBOARD_NOT_FOUND').value.find(
        (candidate) => candidate.reportId === reportId,
      );
      if (!tile)
        throw new DomainError('TEMPLATE_NOT_READY', {
          detail: `Open the report "${name}" in Power BI, pin its visual to the dashboard "${name}" (Pin visual), then verify again.`,
        });
      return save({ ...kit, tileId: tile.id, verifiedAt: clock.now() });
    },

    async requireTile() {
      const { workspaceId, dashboardId, tileId } = await load();
      if (workspaceId === undefined || dashboardId === undefined || tileId === undefined)
        throw new DomainError('TEMPLATE_NOT_READY');
      return { workspaceId, dashboardId, tileId };
    },
  };
}
