import { entityNotFound } from '../refusal.ts';
import type { Service } from '../service.ts';
import { dashboardIn, myWorkspace, requireRole } from '../tenant/access.ts';
import type { Tile, Workspace } from '../tenant/types.ts';
import type { DashboardView } from './dashboard-page.ts';
import type { Page } from './layout.ts';
import type { Visitor } from './visitor.ts';

/** What the browser gets. */
export type Shown =
  | { readonly page: Page; readonly status?: number }
  | { readonly goTo: string }
  | { readonly fragment: string; readonly tag: string };

/** One request of someone who has picked a user. */
export type Visit = {
  readonly service: Service;
  readonly visitor: Visitor;
  readonly method: string;
  readonly url: URL;
  readonly form: URLSearchParams;
};

export function workspaceFrom({ service, visitor }: Visit, id: string): Workspace {
  if (id === 'me') return myWorkspace(service, visitor.caller);
  return requireRole(service, visitor.caller, service.tenant.workspaces.get(id), 'Viewer');
}

export function match(visit: Visit, pattern: RegExp): readonly string[] | undefined {
  return pattern.exec(visit.url.pathname)?.slice(1);
}

export function dashboardView(visit: Visit, workspaceId: string, dashboardId: string): DashboardView {
  const { service } = visit;
  const workspace = workspaceFrom(visit, workspaceId);
  return {
    service,
    visitor: visit.visitor,
    workspace,
    dashboard: dashboardIn(service, workspace, dashboardId),
  };
}

export function tileOf(view: DashboardView, id: string): Tile {
  const tile = view.service.tenant.tiles.get(id);
  if (tile === undefined || tile.dashboardId !== view.dashboard.id) throw entityNotFound();
  return tile;
}
