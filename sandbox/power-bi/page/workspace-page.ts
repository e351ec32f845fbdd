import type { Service } from '../service.ts';
import { isReadOnly, roleIn } from '../tenant/access.ts';
import { dashboardsOf, tilesOf } from '../tenant/dashboards.ts';
import { modelsOf } from '../tenant/models.ts';
import { reportsOf } from '../tenant/reports.ts';
import type { Workspace } from '../tenant/types.ts';
import { type Html, html } from './html.ts';
import { type Page, timeText } from './layout.ts';
import { pathOf, type Visitor } from './visitor.ts';

export function workspacePage(service: Service, visitor: Visitor, workspace: Workspace): Page {
  const role = roleIn(service, visitor.caller, workspace) ?? 'Viewer';
  const canEdit = role !== 'Viewer';
  return {
    title: workspace.name,
    workspace,
    content: html`<header class="head">
        <div>
          <p class="crumbs">Workspace</p>
          <h1>${workspace.name} <span class="chip">${role}</span></h1>
        </div>
        ${
          canEdit &&
          html`<form class="actions inline" method="post" action="${pathOf(workspace)}/dashboards">
            <input name="name" placeholder="New dashboard" aria-label="Name of the new dashboard" required maxlength="256">
            <button>Create</button>
          </form>`
        }
      </header>
      ${dashboardList(service, visitor, workspace)}
      ${reportList(service, workspace, canEdit)}
      ${modelList(service, workspace, canEdit)}`,
  };
}

function listing(title: string, columns: readonly string[], rows: readonly Html[], nothing: string): Html {
  return html`<section class="listing">
    <h2>${title}</h2>
    ${
      rows.length === 0
        ? html`<p class="nothing">${nothing}</p>`
        : html`<div class="scroll"><table class="list">
          <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}<th><span class="hidden">Actions</span></th></tr></thead>
          <tbody>${rows}</tbody>
        </table></div>`
    }
  </section>`;
}

function dashboardList(service: Service, visitor: Visitor, workspace: Workspace): Html {
  const rows = dashboardsOf(service, workspace).map((dashboard) => {
    const tiles = tilesOf(service, dashboard.id).length;
    const readOnly = isReadOnly(service, visitor.caller, dashboard);
    return html`<tr>
      <td><a href="${pathOf(workspace)}/dashboards/${dashboard.id}">${dashboard.name}</a></td>
      <td>${tiles === 1 ? '1 tile' : `${tiles} tiles`}</td>
      <td>${readOnly ? html`<span class="chip">Read-only</span>` : ''}</td>
      <td></td>
    </tr>`;
  });
  return listing('Dashboards', ['Name', 'Tiles', 'Access'], rows, 'No dashboards here.');
}

function deleteButton(path: string, canEdit: boolean, warning: string): Html {
  if (!canEdit) return html``;
  return html`<form method="post" action="${path}/delete"><button class="quiet danger" title="${warning}">Delete</button></form>`;
}

function reportList(service: Service, workspace: Workspace, canEdit: boolean): Html {
  const rows = reportsOf(service, workspace.id).map((report) => {
    const path = `${pathOf(workspace)}/reports/${report.id}`;
    const model = service.tenant.models.get(report.modelId);
    return html`<tr>
      <td><a href="${path}">${report.name}</a></td>
      <td>${model?.name ?? html`<span class="chip bad">Model is gone</span>`}</td>
      <td>${deleteButton(path, canEdit, 'Tiles pinned from it stay on their dashboards')}</td>
    </tr>`;
  });
  return listing('Reports', ['Name', 'Semantic model'], rows, 'No reports here.');
}

function modelList(service: Service, workspace: Workspace, canEdit: boolean): Html {
  const rows = modelsOf(service, workspace.id).map((model) => {
    const path = `${pathOf(workspace)}/datasets/${model.id}`;
    return html`<tr>
      <td>${model.name}</td>
      <td>${model.kind === 'push' ? 'Push' : 'Import'}</td>
      <td>${model.refreshedAt === undefined ? 'Never' : timeText(model.refreshedAt)}</td>
      <td>${deleteButton(path, canEdit, 'Its reports and the tiles that show its data go with it')}</td>
    </tr>`;
  });
  return listing('Semantic models', ['Name', 'Kind', 'Last refreshed'], rows, 'No semantic models here.');
}
