import type { Service } from '../service.ts';
import type { Workspace } from '../tenant/types.ts';
import { type Html, html } from './html.ts';
import { pathOf, type Visitor, workspacesOf } from './visitor.ts';

export type Page = {
  readonly title: string;
  /** The workspace that the navigation marks. */
  readonly workspace?: Workspace;
  readonly content: Html;
};

export function layout(service: Service, visitor: Visitor | undefined, page: Page): string {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${page.title} - Power BI stand-in</title>
    <link rel="stylesheet" href="/assets/page.css">
    <link rel="icon" href="data:,">
    <script src="/assets/page.js" defer></script>
  </head>
  <body${visitor === undefined && html` class="plain"`}>
    ${visitor !== undefined && navigation(service, visitor, page.workspace)}
    <main>${page.content}</main>
  </body>
</html>`.markup;
}

function navigation(service: Service, visitor: Visitor, current: Workspace | undefined): Html {
  return html`<nav aria-label="Workspaces">
    <p class="brand">Power BI <span>stand-in</span></p>
    <ul>
      ${workspacesOf(service, visitor).map(
        (workspace) => html`<li>
          <a href="${pathOf(workspace)}"${workspace.id === current?.id && html` aria-current="true"`}>${workspace.name}</a>
        </li>`,
      )}
    </ul>
    <div class="visitor">
      <p>${visitor.user.name}<small>${visitor.user.email}</small></p>
      <form method="post" action="/signout"><button class="quiet">Switch user</button></form>
    </div>
  </nav>`;
}

/** `2026-11-30T08:00:00Z` as `30 Nov 2026, 08:00:00 UTC`. */
export function timeText(instant: string): Html {
  const text = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'UTC',
  }).format(Date.parse(instant));
  return html`<time datetime="${instant}">${text} UTC</time>`;
}
