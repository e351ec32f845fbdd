import type { User } from '../tenant/types.ts';
import { html } from './html.ts';
import type { Page } from './layout.ts';

/** `back`: the path that was asked for first. */
export function signInPage(users: Iterable<User>, back: string): Page {
  return {
    title: 'Pick a user',
    content: html`<section class="panel">
      <h1>Pick a user</h1>
      <p>This is a local stand-in for the Power BI service. Whose dashboards do you want to see?</p>
      <div class="people">
        ${[...users].map(
          (user) => html`<form method="post" action="/signin?back=${encodeURIComponent(back)}">
            <input type="hidden" name="oid" value="${user.oid}">
            <button>${user.name}<small>${user.email}</small></button>
          </form>`,
        )}
      </div>
    </section>`,
  };
}
