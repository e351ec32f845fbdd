import { DomainError } from '../errors.ts';
import type { Owner } from '../identity/principal.ts';
import { must, type PowerBi } from './client.ts';

export type Workspace = { readonly id: string; readonly name: string };
export type Dashboard = { readonly id: string; readonly name: string; readonly webUrl: string | undefined };

const PAGE = 100;
/** 5,000 workspaces; a person with more finds the rest by searching in Power BI itself. */
const MAX_PAGES = 50;

type Group = { readonly id: string; readonly name: string; readonly isReadOnly?: boolean };
type DashboardBody = {
  readonly id: string;
  readonly displayName: string;
  readonly isReadOnly?: boolean;
  readonly webUrl?: string;
};

/** P8: the workspaces in which the person may pin; read-only ones are left out. Live from Power BI. */
export async function listWorkspaces(powerBi: PowerBi, owner: Owner): Promise<readonly Workspace[]> {
  const found: Workspace[] = [];
  for (let page = 0; page < MAX_PAGES; page++) {
    const path = `/groups?$top=${PAGE}&$skip=${page * PAGE}`;
    const answer = await powerBi.call<{ value: readonly Group[] }>(owner, { method: 'GET', path });
    const groups = must(answer, 'POWER_BI_REFUSED').value;
    found.push(...groups.filter(({ isReadOnly }) => !isReadOnly).map(({ id, name }) => ({ id, name })));
    if (groups.length < PAGE) break;
  }
  return found.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** P8: the dashboards of a workspace that the person can pin to; read-only ones are not offered. */
export async function listDashboards(
  powerBi: PowerBi,
  owner: Owner,
  workspaceId: string,
): Promise<readonly Dashboard[]> {
  const path = `/groups/${workspaceId}/dashboards`;
  const answer = await powerBi.call<{ value: readonly DashboardBody[] }>(owner, { method: 'GET', path });
  return must(answer, 'WORKSPACE_NOT_FOUND')
    .value.filter(({ isReadOnly }) => !isReadOnly)
    .map(toDashboard)
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** P14: the dashboard to pin to, or the true reason why not. */
export async function getDashboard(
  powerBi: PowerBi,
  owner: Owner,
  target: { readonly workspaceId: string; readonly dashboardId: string },
): Promise<Dashboard> {
  const path = `/groups/${target.workspaceId}/dashboards/${target.dashboardId}`;
  const answer = await powerBi.call<DashboardBody>(owner, { method: 'GET', path });
  const body = must(answer, 'DASHBOARD_NOT_FOUND');
  if (body.isReadOnly)
    throw new DomainError('DASHBOARD_READ_ONLY', {
      detail: `You may only read the dashboard "${body.displayName}". Choose one that you can edit.`,
    });
  return toDashboard(body);
}

export async function createDashboard(
  powerBi: PowerBi,
  owner: Owner,
  target: { readonly workspaceId: string; readonly name: string },
): Promise<Dashboard> {
  const answer = await powerBi.call<DashboardBody>(owner, {
    method: 'POST',
    path: `/groups/${target.workspaceId}/dashboards`,
    body: { name: target.name },
  });
  return toDashboard(must(answer, 'POWER_BI_REFUSED'));
}

function toDashboard(body: DashboardBody): Dashboard {
  return { id: body.id, name: body.displayName, webUrl: body.webUrl };
}
