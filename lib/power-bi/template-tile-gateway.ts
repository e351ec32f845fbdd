import { DomainError } from '../errors.ts';
import type { Owner } from '../identity/principal.ts';
import { must, type PowerBi } from './client.ts';
import { createReport } from './create-report.ts';
import { findNamed } from './find-named.ts';
import { dataBody, pushModel, rowBody } from './push-model.ts';
import type { PushPace } from './push-pace.ts';
import type { ModelRef, TileGateway } from './tile-gateway.ts';

type TileBody = { readonly id: string; readonly reportId?: string; readonly datasetId?: string };

/** Tiles by push model, report by definition, and a clone of the template tile. */
export function templateTileGateway(powerBi: PowerBi, pace: PushPace): TileGateway {
  const findModel = async (
    owner: Owner,
    { workspaceId, name }: { readonly workspaceId: string; readonly name: string },
  ) => (await findNamed(powerBi, owner, { path: `/groups/${workspaceId}/datasets`, name }))?.id;
  const findReport = async (
    owner: Owner,
    { workspaceId, name }: { readonly workspaceId: string; readonly name: string },
  ) => (await findNamed(powerBi, owner, { path: `/groups/${workspaceId}/reports`, name }))?.id;

  async function tilesOf(
    owner: Owner,
    workspaceId: string,
    dashboardId: string,
  ): Promise<readonly TileBody[]> {
    const path = `/groups/${workspaceId}/dashboards/${dashboardId}/tiles`;
    const answer = await powerBi.call<{ value: readonly TileBody[] }>(owner, { method: 'GET', path });
    return must(answer, 'DASHBOARD_NOT_FOUND').value;
  }

  async function post(
    owner: Owner,
    { workspaceId, modelId }: ModelRef,
    { table, rows }: { readonly table: string; readonly rows: readonly object[] },
  ): Promise<void> {
    const path = `/groups/${workspaceId}/datasets/${modelId}/tables/${table}/rows`;
    const send = () => powerBi.call(owner, { method: 'POST', path, body: { rows } });
    must(await pace.run(modelId, send), 'MODEL_NOT_FOUND');
  }

  async function remove(owner: Owner, path: string): Promise<void> {
    const answer = await powerBi.call(owner, { method: 'DELETE', path });
    if (!answer.ok && answer.status !== 404) must(answer, 'POWER_BI_REFUSED');
  }

  return {
    async ensureModel(owner, { workspaceId, name }) {
      const present = await findModel(owner, { workspaceId, name });
      if (present) return { modelId: present };
      const answer = await powerBi.call<{ id: string }>(owner, {
        method: 'POST',
        path: `/groups/${workspaceId}/datasets?defaultRetentionPolicy=basicFIFO`,
        body: pushModel(name),
      });
      return { modelId: must(answer, 'POWER_BI_REFUSED').id };
    },

    async ensureReport(owner, { workspaceId, modelId, name, visual, title }) {
      const present = await findReport(owner, { workspaceId, name });
      if (present) return { reportId: present };
      return { reportId: await createReport(powerBi, owner, { workspaceId, modelId, name, visual, title }) };
    },

    async ensureTile(owner, { workspaceId, modelId, dashboardId, reportId, template }) {
      const present = (await tilesOf(owner, workspaceId, dashboardId)).find(
        (tile) => tile.reportId === reportId,
      );
      if (present) return { tileId: present.id };
      const answer = await powerBi.call<TileBody>(owner, {
        method: 'POST',
        path: `/groups/${template.workspaceId}/dashboards/${template.dashboardId}/tiles/${template.tileId}/Clone`,
        body: {
          targetDashboardId: dashboardId,
          targetWorkspaceId: workspaceId,
          targetReportId: reportId,
          targetModelId: modelId,
          positionConflictAction: 'Tail',
        },
      });
      if (!answer.ok && answer.status === 404)
        throw new DomainError('TEMPLATE_NOT_READY', {
          detail:
            'The template tile or the dashboard cannot be reached with your account. Ask an administrator to verify the template kit.',
        });
      return { tileId: must(answer, 'POWER_BI_REFUSED').id };
    },

    async findTile(owner, { workspaceId, dashboardId, reportId }) {
      const tiles = await tilesOf(owner, workspaceId, dashboardId);
      return tiles.find((tile) => tile.reportId === reportId)?.id;
    },

    async reportAddress(owner, { workspaceId, reportId }) {
      const path = `/groups/${workspaceId}/reports/${reportId}`;
      const answer = await powerBi.call<{ webUrl?: string }>(owner, { method: 'GET', path });
      return must(answer, 'POWER_BI_REFUSED').webUrl;
    },

    /** The data first: a tile that shows its time never shows the rows of an earlier one under it. */
    async pushRow(owner, model, row) {
      const data = dataBody(row);
      if (data.length > 0) await post(owner, model, { table: 'Data', rows: data });
      await post(owner, model, { table: 'Tile', rows: [rowBody(row)] });
    },

    async tileState(owner, { workspaceId, dashboardId, tileId, reportId }) {
      const path = `/groups/${workspaceId}/dashboards/${dashboardId}/tiles/${tileId}`;
      const answer = await powerBi.call<TileBody>(owner, { method: 'GET', path });
      if (!answer.ok && answer.status === 404) {
        // Gone is a tile, or its dashboard, of a workspace that is there and shows its dashboards.
        const place = await powerBi.call(owner, { method: 'GET', path: `/groups/${workspaceId}/dashboards` });
        must(place, 'WORKSPACE_NOT_FOUND');
        return 'gone';
      }
      const tile = must(answer, 'TILE_NOT_FOUND');
      return tile.reportId === reportId ? 'there' : 'broken';
    },

    findModel,
    findReport,

    removeReport: (owner, { workspaceId, reportId }) =>
      remove(owner, `/groups/${workspaceId}/reports/${reportId}`),
    removeModel: (owner, { workspaceId, modelId }) =>
      remove(owner, `/groups/${workspaceId}/datasets/${modelId}`),
  };
}
