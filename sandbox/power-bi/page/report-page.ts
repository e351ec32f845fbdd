import type { Service } from '../service.ts';
import { isReadOnly, roleIn } from '../tenant/access.ts';
import { dashboardsOf } from '../tenant/dashboards.ts';
import type { Report, Workspace } from '../tenant/types.ts';
import { evaluate } from '../visuals/evaluate.ts';
import { pagesOf, type ReportVisual, visualsOf } from '../visuals/report-visuals.ts';
import { type Html, html, webAddress } from './html.ts';
import { type Page, timeText } from './layout.ts';
import { pathOf, type Visitor } from './visitor.ts';
import { visualHtml } from './visual.ts';

type ReportView = {
  readonly service: Service;
  readonly visitor: Visitor;
  readonly workspace: Workspace;
  readonly report: Report;
};

function pathTo({ workspace, report }: ReportView): string {
  return `${pathOf(workspace)}/reports/${report.id}`;
}

export function reportPage(view: ReportView): Page {
  const { service, workspace, report } = view;
  const model = service.tenant.models.get(report.modelId);
  const pages = pagesOf(report);
  return {
    title: report.name,
    workspace,
    content: html`<header class="head">
        <div>
          <p class="crumbs"><a href="${pathOf(workspace)}">${workspace.name}</a></p>
          <h1>${report.name}</h1>
          ${model?.refreshedAt !== undefined && html`<p class="note">Data updated ${timeText(model.refreshedAt)}</p>`}
        </div>
        ${sourceLink(view)}
      </header>
      ${pages.length === 0 && html`<p class="nothing">This report has no pages that the stand-in can show.</p>`}
      ${pages.map(
        (page) => html`<section class="listing">
          <h2>${page.displayName}</h2>
          <div class="visuals">${visualsOf(report)
            .filter((visual) => visual.page.name === page.name)
            .map((visual) => visualCard(view, visual))}</div>
        </section>`,
      )}`,
  };
}

function visualCard(view: ReportView, visual: ReportVisual): Html {
  const { service, visitor, workspace, report } = view;
  const shown = evaluate(visual.query, service.tenant.models.get(report.modelId));
  const role = roleIn(service, visitor.caller, workspace);
  const canPin = role !== undefined && role !== 'Viewer';
  const pin = `${pathTo(view)}/pin?visual=${encodeURIComponent(visual.name)}`;
  return html`<article class="tile" data-visual="${visual.name}">
    <header>
      <div><h3>${visual.query.title === '' ? visual.name : visual.query.title}</h3></div>
      ${canPin && html`<a class="button" href="${pin}">Pin visual</a>`}
    </header>
    <div class="content">${visualHtml(shown, visual.query.visualType, visual.query.title)}</div>
  </article>`;
}

/** The newest address in a column of web addresses, whichever table has one: the way back to where data came from. */
function sourceLink({ service, report }: ReportView): Html {
  for (const table of service.tenant.models.get(report.modelId)?.tables ?? []) {
    const column = table.columns.find((one) => one.dataCategory === 'WebUrl');
    const value = column === undefined ? undefined : table.rows.at(-1)?.[column.name];
    const address = typeof value === 'string' ? webAddress(value) : undefined;
    if (address !== undefined) return html`<a class="button" href="${address}">Open source report</a>`;
  }
  return html``;
}

export function pinPage(view: ReportView, visual: ReportVisual): Page {
  const { service, visitor, workspace } = view;
  const dashboards = dashboardsOf(service, workspace).filter(
    (dashboard) => !isReadOnly(service, visitor.caller, dashboard),
  );
  return {
    title: 'Pin to dashboard',
    workspace,
    content: html`<section class="panel">
      <h1>Pin to dashboard</h1>
      <p>The visual "${visual.query.title === '' ? visual.name : visual.query.title}" of the report "${view.report.name}".</p>
      <form method="post" action="${pathTo(view)}/pin" class="stack">
        <input type="hidden" name="visual" value="${visual.name}">
        ${
          dashboards.length > 0 &&
          html`<label>Existing dashboard
            <select name="dashboard">
              ${dashboards.map((dashboard) => html`<option value="${dashboard.id}">${dashboard.name}</option>`)}
            </select>
          </label>`
        }
        <label>${dashboards.length > 0 ? 'Or a new dashboard' : 'New dashboard'}
          <input name="name" maxlength="256" placeholder="Its name"${dashboards.length === 0 && html` required`}>
        </label>
        <div class="actions"><button>Pin</button> <a class="button plain" href="${pathTo(view)}">Cancel</a></div>
      </form>
    </section>`,
  };
}
