import { notAuthorized } from '../refusal.ts';
import type { Service } from '../service.ts';
import { dashboardIn, isReadOnly, modelIn, reportIn, requireBuild, requireRole } from '../tenant/access.ts';
import { addTile, createDashboard, deleteDashboard, freePosition } from '../tenant/dashboards.ts';
import { deleteModel } from '../tenant/models.ts';
import { deleteReport, pinVisual } from '../tenant/reports.ts';
import type { Dashboard, Tile, Workspace } from '../tenant/types.ts';
import { webAddress } from './html.ts';
import { pathOf, type Visitor } from './visitor.ts';

export type Act = {
  readonly service: Service;
  readonly visitor: Visitor;
  readonly workspace: Workspace;
  readonly form: URLSearchParams;
};

/** Where the browser goes after it; or why what was entered is not taken. */
export type Acted = { readonly goTo: string } | { readonly problem: string };

function text({ form }: Act, name: string): string {
  return (form.get(name) ?? '').trim();
}

function editable(act: Act, dashboardId: string): Dashboard {
  const dashboard = dashboardIn(act.service, act.workspace, dashboardId);
  if (isReadOnly(act.service, act.visitor.caller, dashboard)) throw notAuthorized(403);
  return dashboard;
}

function requireAuthor(act: Act): void {
  requireRole(act.service, act.visitor.caller, act.workspace, 'Contributor');
}

function pathTo(act: Act, dashboard: Dashboard): string {
  return `${pathOf(act.workspace)}/dashboards/${dashboard.id}`;
}

export function newDashboard(act: Act): Acted {
  requireAuthor(act);
  const name = text(act, 'name');
  if (name === '') return { goTo: pathOf(act.workspace) };
  return { goTo: pathTo(act, createDashboard(act.service, act.workspace, name)) };
}

export function renameDashboard(act: Act, dashboardId: string): Acted {
  const dashboard = editable(act, dashboardId);
  dashboard.name = text(act, 'name') || dashboard.name;
  return { goTo: pathTo(act, dashboard) };
}

export function setReadOnly(act: Act, dashboardId: string): Acted {
  requireAuthor(act);
  const dashboard = dashboardIn(act.service, act.workspace, dashboardId);
  dashboard.readOnly = text(act, 'value') === 'yes';
  return { goTo: pathTo(act, dashboard) };
}

export function removeDashboard(act: Act, dashboardId: string): Acted {
  deleteDashboard(act.service, editable(act, dashboardId));
  return { goTo: pathOf(act.workspace) };
}

/** As Power BI has it: an address without sign-in, and no .svg. */
export function addImageTile(act: Act, dashboardId: string): Acted {
  const dashboard = editable(act, dashboardId);
  const url = webAddress(text(act, 'url'));
  const link = text(act, 'link');
  if (url === undefined)
    return { problem: 'Enter the address of an image, beginning with http:// or https://.' };
  if (/\.svg$/i.test(new URL(url).pathname)) return { problem: 'Image tiles do not show .svg.' };
  if (link !== '' && webAddress(link) === undefined) return { problem: 'The custom link is no web address.' };
  addTile(act.service, {
    dashboardId: dashboard.id,
    title: text(act, 'title'),
    titleSetOnDashboard: true,
    subtitle: text(act, 'subtitle'),
    link: link === '' ? undefined : link,
    position: freePosition(act.service, dashboard.id),
    content: { kind: 'image', url },
  });
  return { goTo: pathTo(act, dashboard) };
}

export function editTile(act: Act, dashboardId: string, tile: Tile): Acted {
  const dashboard = editable(act, dashboardId);
  const link = text(act, 'link');
  if (link !== '' && webAddress(link) === undefined) return { problem: 'The custom link is no web address.' };
  const title = text(act, 'title');
  tile.titleSetOnDashboard ||= title !== tile.title;
  tile.title = title;
  tile.subtitle = text(act, 'subtitle');
  tile.link = link === '' ? undefined : link;
  return { goTo: pathTo(act, dashboard) };
}

export function removeTile(act: Act, dashboardId: string, tile: Tile): Acted {
  const dashboard = editable(act, dashboardId);
  act.service.tenant.tiles.delete(tile.id);
  return { goTo: pathTo(act, dashboard) };
}

/** To a dashboard of the report's own workspace, as **Pin visual** offers no other. */
export function pin(act: Act, reportId: string): Acted {
  requireAuthor(act);
  const report = reportIn(act.service, act.workspace, reportId);
  const chosen = text(act, 'dashboard');
  const name = text(act, 'name');
  if (chosen === '' && name === '') return { problem: 'Choose a dashboard, or name a new one.' };
  const dashboard = chosen === '' ? createDashboard(act.service, act.workspace, name) : editable(act, chosen);
  pinVisual(act.service, report, text(act, 'visual') || undefined, dashboard);
  return { goTo: pathTo(act, dashboard) };
}

export function removeReport(act: Act, reportId: string): Acted {
  requireAuthor(act);
  deleteReport(act.service, reportIn(act.service, act.workspace, reportId));
  return { goTo: pathOf(act.workspace) };
}

export function removeModel(act: Act, modelId: string): Acted {
  const model = modelIn(act.service, act.workspace, modelId);
  deleteModel(act.service, requireBuild(act.service, act.visitor.caller, model));
  return { goTo: pathOf(act.workspace) };
}
