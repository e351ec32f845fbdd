import { createHash } from 'node:crypto';
import type { Service } from '../service.ts';
import { isReadOnly, roleIn } from '../tenant/access.ts';
import { tilesOf } from '../tenant/dashboards.ts';
import type { Dashboard, Tile, Workspace } from '../tenant/types.ts';
import { evaluate } from '../visuals/evaluate.ts';
import { type Html, html, webAddress } from './html.ts';
import type { Page } from './layout.ts';
import { timeText } from './layout.ts';
import { pathOf, type Visitor } from './visitor.ts';
import { brokenHtml, pictureHtml, visualHtml } from './visual.ts';

export type DashboardView = {
  readonly service: Service;
  readonly visitor: Visitor;
  readonly workspace: Workspace;
  readonly dashboard: Dashboard;
};

export function dashboardPath({
  workspace,
  dashboard,
}: Pick<DashboardView, 'workspace' | 'dashboard'>): string {
  return `${pathOf(workspace)}/dashboards/${dashboard.id}`;
}

export function dashboardPage(view: DashboardView): Page {
  const { service, visitor, workspace, dashboard } = view;
  const readOnly = isReadOnly(service, visitor.caller, dashboard);
  return {
    title: dashboard.name,
    workspace,
    content: html`<header class="head">
        <div>
          <p class="crumbs"><a href="${pathOf(workspace)}">${workspace.name}</a></p>
          <h1>${dashboard.name}${readOnly && html` <span class="chip">Read-only</span>`}</h1>
        </div>
        ${actions(view, readOnly)}
      </header>
      ${tilesFragment(view).content}`,
  };
}

function actions(view: DashboardView, readOnly: boolean): Html {
  const { service, visitor, workspace, dashboard } = view;
  const path = dashboardPath(view);
  const role = roleIn(service, visitor.caller, workspace);
  if (role === undefined || role === 'Viewer') return html``;
  return html`<div class="actions">
    ${!readOnly && html`<a class="button" href="${path}/add-image">Add image tile</a>`}
    <details class="menu">
      <summary aria-label="Dashboard options" title="Dashboard options">⋯</summary>
      <div>
        ${
          !readOnly &&
          html`<form method="post" action="${path}/rename" class="inline">
            <label>Name <input name="name" value="${dashboard.name}" required maxlength="256"></label>
            <button>Rename</button>
          </form>`
        }
        <form method="post" action="${path}/read-only">
          <input type="hidden" name="value" value="${dashboard.readOnly ? 'no' : 'yes'}">
          <button class="item">${dashboard.readOnly ? 'Make editable' : 'Make read-only'}</button>
        </form>
        ${
          !readOnly &&
          html`<form method="post" action="${path}/delete"><button class="item danger">Delete dashboard</button></form>`
        }
      </div>
    </details>
  </div>`;
}

/** The grid alone, with a tag that changes when anything on it does: the page asks for it every two seconds. */
export function tilesFragment(view: DashboardView): { readonly content: Html; readonly tag: string } {
  const tiles = tilesOf(view.service, view.dashboard.id).sort(
    (a, b) => a.position.y - b.position.y || a.position.x - b.position.x,
  );
  const content =
    tiles.length === 0
      ? html`<div class="grid empty"><p>This dashboard is empty. Open a report and pin a visual to it.</p></div>`
      : html`<div class="grid">${tiles.map((tile) => tileHtml(view, tile))}</div>`;
  const tag = createHash('sha256').update(content.markup).digest('base64url');
  return { content: html`<div id="tiles" data-tag="${tag}">${content}</div>`, tag };
}

function tileHtml(view: DashboardView, tile: Tile): Html {
  const { x, y, colSpan, rowSpan } = tile.position;
  const { service, visitor, workspace } = view;
  const shown = contentOf(service, tile);
  const target = webAddress(tile.link) ?? reportPath(service, workspace, tile);
  const { title } = tile;
  const canEdit = !isReadOnly(service, visitor.caller, view.dashboard);
  return html`<article class="${title === '' && tile.subtitle === '' ? 'tile untitled' : 'tile'}" data-tile="${tile.id}" style="--x:${x + 1};--y:${y + 1};--w:${colSpan};--h:${rowSpan}">
    <header>
      <div>
        ${title !== '' && html`<h2>${target === undefined ? title : html`<a href="${target}">${title}</a>`}</h2>`}
        ${tile.subtitle !== '' && html`<p>${tile.subtitle}</p>`}
      </div>
      ${tileMenu(view, tile, target, canEdit)}
    </header>
    <div class="content">${target === undefined || shown.isBroken ? shown.content : html`<a class="cover" href="${target}">${shown.content}</a>`}</div>
    ${shown.refreshedAt !== undefined && html`<footer>Last refreshed: ${timeText(shown.refreshedAt)}</footer>`}
  </article>`;
}

function tileMenu(view: DashboardView, tile: Tile, target: string | undefined, canEdit: boolean): Html {
  const path = `${dashboardPath(view)}/tiles/${tile.id}`;
  return html`<details class="menu">
    <summary aria-label="More options" title="More options">⋯</summary>
    <div>
      ${target !== undefined && html`<a class="item" href="${target}">${tile.link === undefined ? 'Go to report' : 'Open link'}</a>`}
      ${canEdit && html`<a class="item" href="${path}/edit">Edit details</a>`}
      ${canEdit && html`<form method="post" action="${path}/delete"><button class="item danger">Delete tile</button></form>`}
      ${target === undefined && !canEdit && html`<span class="item">No options</span>`}
    </div>
  </details>`;
}

function reportPath(service: Service, workspace: Workspace, tile: Tile): string | undefined {
  if (tile.content.kind !== 'visual' || tile.content.reportId === undefined) return undefined;
  const report = service.tenant.reports.get(tile.content.reportId);
  if (report === undefined) return undefined;
  const home = service.tenant.workspaces.get(report.workspaceId) ?? workspace;
  return `${pathOf(home)}/reports/${report.id}`;
}

type TileContentView = {
  readonly content: Html;
  readonly isBroken: boolean;
  readonly refreshedAt: string | undefined;
};

function contentOf(service: Service, tile: Tile): TileContentView {
  const { content } = tile;
  if (content.kind === 'image') {
    return {
      content: html`<div class="picture">${pictureHtml(content.url, tile.title)}</div>`,
      isBroken: false,
      refreshedAt: undefined,
    };
  }
  if (content.modelId === undefined || content.reportId === undefined) {
    const reason = 'This tile has lost its links to report and semantic model.';
    return { content: brokenHtml(reason), isBroken: true, refreshedAt: undefined };
  }
  const model = service.tenant.models.get(content.modelId);
  const shown = evaluate(content.query, model);
  return {
    content: visualHtml(shown, content.query.visualType, tile.title),
    isBroken: shown.kind === 'broken',
    refreshedAt: model?.refreshedAt,
  };
}
