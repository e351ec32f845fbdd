import { entityNotFound } from '../refusal.ts';
import { reportIn } from '../tenant/access.ts';
import { findVisual } from '../tenant/reports.ts';
import { dashboardPage, tilesFragment } from './dashboard-page.ts';
import { pinPage, reportPage } from './report-page.ts';
import { editTilePage, imageTilePage } from './tile-forms.ts';
import { dashboardView, match, type Shown, tileOf, type Visit, workspaceFrom } from './visit.ts';
import { pathOf } from './visitor.ts';
import { workspacePage } from './workspace-page.ts';

const WORKSPACE = /^\/groups\/([^/]+)\/?(?:datasets\/[^/]+)?$/;
const DASHBOARD = /^\/groups\/([^/]+)\/dashboards\/([^/]+)(?:\/(add-image))?$/;
const TILE_EDIT = /^\/groups\/([^/]+)\/dashboards\/([^/]+)\/tiles\/([^/]+)\/edit$/;
const REPORT = /^\/groups\/([^/]+)\/reports\/([^/]+)(?:\/(pin))?$/;
const EMBED = /^\/(dashboardEmbed|embed|reportEmbed)$/;

/** Answers a GET. */
export function view(visit: Visit): Shown {
  const { service, visitor, url } = visit;
  if (url.pathname === '/') return { goTo: '/groups/me' };
  const workspace = match(visit, WORKSPACE);
  if (workspace !== undefined) {
    return { page: workspacePage(service, visitor, workspaceFrom(visit, workspace[0] ?? '')) };
  }
  const dashboard = match(visit, DASHBOARD);
  if (dashboard !== undefined) {
    const shown = dashboardView(visit, dashboard[0] ?? '', dashboard[1] ?? '');
    if (dashboard[2] !== undefined) return { page: imageTilePage(shown) };
    if (!url.searchParams.has('fragment')) return { page: dashboardPage(shown) };
    const { content, tag } = tilesFragment(shown);
    return { fragment: content.markup, tag };
  }
  const tile = match(visit, TILE_EDIT);
  if (tile !== undefined) {
    const shown = dashboardView(visit, tile[0] ?? '', tile[1] ?? '');
    return { page: editTilePage(shown, tileOf(shown, tile[2] ?? '')) };
  }
  const report = match(visit, REPORT);
  if (report !== undefined) return reportOrPin(visit, report);
  if (match(visit, EMBED) !== undefined) return embedded(visit);
  throw entityNotFound();
}

function reportOrPin(visit: Visit, [workspaceId = '', reportId = '', pin]: readonly string[]): Shown {
  const { service } = visit;
  const workspace = workspaceFrom(visit, workspaceId);
  const report = reportIn(service, workspace, reportId);
  const shown = { service, visitor: visit.visitor, workspace, report };
  if (pin === undefined) return { page: reportPage(shown) };
  const visual = findVisual(report, visit.url.searchParams.get('visual') ?? undefined);
  if (visual === undefined) throw entityNotFound();
  return { page: pinPage(shown, visual) };
}

/** Embed addresses of REST answers lead to the page itself. */
function embedded(visit: Visit): Shown {
  const query = visit.url.searchParams;
  const workspace = visit.service.tenant.workspaces.get(query.get('groupId') ?? '');
  if (workspace === undefined) throw entityNotFound();
  const dashboardId = query.get('dashboardId');
  const rest = dashboardId === null ? `reports/${query.get('reportId') ?? ''}` : `dashboards/${dashboardId}`;
  return { goTo: `${pathOf(workspace)}/${rest}` };
}
