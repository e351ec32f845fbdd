import { setTimeout } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import { systemClock } from '../../lib/clock.ts';
import type { Owner } from '../../lib/identity/principal.ts';
import { must, type PowerBi, type PowerBiAnswer, type PowerBiRequest } from '../../lib/power-bi/client.ts';
import { pushPace } from '../../lib/power-bi/push-pace.ts';
import { templateTileGateway } from '../../lib/power-bi/template-tile-gateway.ts';
import type { DataRow, TemplateTile, TileRow } from '../../lib/power-bi/tile-gateway.ts';
import type { TileVisual } from '../../lib/power-bi/tile-visual.ts';
import { Refuted } from './notebook.ts';

/** In whose name a step is done. */
export type Actor = { readonly powerBi: PowerBi; readonly owner: Owner };

/** Somebody beside the person who runs the probe, and how a workspace names them. */
export type Guest = Actor & {
  readonly principal: { readonly identifier: string; readonly type: 'User' | 'App' };
};

export type Made = { readonly modelId: string; readonly reportId: string };

export type Tile = {
  readonly id: string;
  readonly title?: string;
  readonly reportId?: string;
  readonly datasetId?: string;
};

/** With the very code that pins: what the probe proves is what the product does. */
export const gatewayOf = ({ powerBi }: Actor) =>
  templateTileGateway(powerBi, pushPace({ clock: systemClock }));

export function call<T>({ powerBi, owner }: Actor, request: PowerBiRequest): Promise<PowerBiAnswer<T>> {
  return powerBi.call<T>(owner, request);
}

export async function makeWorkspace(actor: Actor, name: string): Promise<string> {
  const path = '/groups?workspaceV2=true';
  const made = await call<{ id: string }>(actor, { method: 'POST', path, body: { name } });
  return must(made, 'POWER_BI_REFUSED').id;
}

export async function tilesOf(
  actor: Actor,
  { workspaceId, dashboardId }: { readonly workspaceId: string; readonly dashboardId: string },
): Promise<readonly Tile[]> {
  const path = `/groups/${workspaceId}/dashboards/${dashboardId}/tiles`;
  return must(await call<{ value: readonly Tile[] }>(actor, { method: 'GET', path }), 'DASHBOARD_NOT_FOUND')
    .value;
}

/** A model with one row and a report on it. @throws Refuted where the report is bound to another model. */
export async function modelAndReport(
  actor: Actor,
  target: { readonly workspaceId: string; readonly name: string; readonly row: TileRow },
): Promise<Made> {
  const { workspaceId, name, row } = target;
  const { modelId } = await gatewayOf(actor).ensureModel(actor.owner, { workspaceId, name });
  await gatewayOf(actor).pushRow(actor.owner, { workspaceId, modelId }, row);
  return {
    modelId,
    reportId: await makeReport(actor, { workspaceId, modelId, name, visual: 'picture' }),
  };
}

export async function makeReport(
  actor: Actor,
  target: {
    readonly workspaceId: string;
    readonly modelId: string;
    readonly name: string;
    readonly visual: TileVisual;
  },
): Promise<string> {
  const { reportId } = await gatewayOf(actor).ensureReport(actor.owner, { ...target, title: target.name });
  const path = `/groups/${target.workspaceId}/reports/${reportId}`;
  const report = must(await call<{ datasetId?: string }>(actor, { method: 'GET', path }), 'POWER_BI_REFUSED');
  if (report.datasetId !== target.modelId)
    throw new Refuted(`report ${reportId} is bound to ${report.datasetId}, not to ${target.modelId}`);
  return reportId;
}

/** @throws Refuted where the clone is bound to something else. */
export async function cloneTile(
  actor: Actor,
  target: Made & {
    readonly workspaceId: string;
    readonly dashboardId: string;
    readonly template: TemplateTile;
  },
): Promise<Tile> {
  const { tileId } = await gatewayOf(actor).ensureTile(actor.owner, target);
  const tile = (await tilesOf(actor, target)).find(({ id }) => id === tileId);
  if (tile?.reportId !== target.reportId || tile.datasetId !== target.modelId)
    throw new Refuted(`tile ${tileId}: reportId ${tile?.reportId}, datasetId ${tile?.datasetId}`);
  return tile;
}

/**
 * Gives a guest a role and makes it count: granted roles lag, unless the one concerned asks for their own to be read
 * anew, which takes about two minutes. https://learn.microsoft.com/rest/api/power-bi/users/refresh-user-permissions
 */
export async function admit(
  host: Actor,
  guest: Guest,
  roles: readonly { readonly workspaceId: string; readonly role: 'Viewer' | 'Contributor' }[],
): Promise<void> {
  const { identifier, type } = guest.principal;
  for (const { workspaceId, role } of roles) {
    const body = { identifier, principalType: type, groupUserAccessRight: role };
    const path = `/groups/${workspaceId}/users`;
    must(await call(host, { method: 'POST', path, body }), 'POWER_BI_REFUSED');
  }
  for (const { workspaceId } of roles) {
    const path = `/groups/${workspaceId}/dashboards`;
    if ((await call(guest, { method: 'GET', path })).ok) continue;
    await call(guest, { method: 'POST', path: '/RefreshUserPermissions' });
    await setTimeout(PERMISSIONS_MS);
    return;
  }
}

const PERMISSIONS_MS = 130_000;

export function rowOf(imageUrl: string, text: string, data: readonly DataRow[] = []): TileRow {
  return {
    refreshedAt: Temporal.Now.instant(),
    title: 'Probe',
    subtitle: text,
    imageUrl,
    reportUrl: imageUrl,
    status: 'ok',
    data,
  };
}
