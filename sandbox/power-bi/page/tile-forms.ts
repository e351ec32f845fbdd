import type { Tile } from '../tenant/types.ts';
import { type DashboardView, dashboardPath } from './dashboard-page.ts';
import { type Html, html } from './html.ts';
import type { Page } from './layout.ts';

function field(label: string, name: string, value: string, hint: string, type = 'text'): Html {
  return html`<label>${label} <input type="${type}" name="${name}" value="${value}" placeholder="${hint}"></label>`;
}

/** `problem`: why what was entered is not taken. */
export function imageTilePage(view: DashboardView, problem?: string): Page {
  const path = dashboardPath(view);
  return {
    title: 'Add image tile',
    workspace: view.workspace,
    content: html`<section class="panel">
      <h1>Add image tile</h1>
      <p>To ${view.dashboard.name}. The address must answer without a sign-in.</p>
      ${problem !== undefined && html`<p class="problem" role="alert">${problem}</p>`}
      <form method="post" action="${path}/add-image" class="stack">
        ${field('Title', 'title', '', 'Optional')}
        ${field('Subtitle', 'subtitle', '', 'Optional')}
        ${field('Image URL', 'url', '', 'https://…', 'url')}
        ${field('Custom link', 'link', '', 'Optional, https://…', 'url')}
        <div class="actions"><button>Add</button> <a class="button plain" href="${path}">Cancel</a></div>
      </form>
    </section>`,
  };
}

export function editTilePage(view: DashboardView, tile: Tile, problem?: string): Page {
  const path = dashboardPath(view);
  return {
    title: 'Tile details',
    workspace: view.workspace,
    content: html`<section class="panel">
      <h1>Tile details</h1>
      ${problem !== undefined && html`<p class="problem" role="alert">${problem}</p>`}
      <form method="post" action="${path}/tiles/${tile.id}/edit" class="stack">
        ${field('Title', 'title', tile.title, 'No title')}
        ${field('Subtitle', 'subtitle', tile.subtitle, 'No subtitle')}
        ${field('Custom link', 'link', tile.link ?? '', 'Opens the report when left empty', 'url')}
        <div class="actions"><button>Save</button> <a class="button plain" href="${path}">Cancel</a></div>
      </form>
    </section>`,
  };
}
