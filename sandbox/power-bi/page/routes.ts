import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../http/send.ts';
import { Refusal } from '../refusal.ts';
import type { Service } from '../service.ts';
import { html } from './html.ts';
import { layout, type Page } from './layout.ts';
import { act } from './posts.ts';
import { signInPage } from './sign-in-page.ts';
import { view } from './views.ts';
import type { Shown, Visit } from './visit.ts';
import { remember, type Visitor, visitorOf } from './visitor.ts';

export type PageParts = { readonly service: Service; readonly save: () => Promise<void> };

const MOST_FORM_BYTES = 64 * 1024;
const ASSETS: Readonly<Record<string, string>> = {
  'page.css': 'text/css; charset=utf-8',
  'page.js': 'text/javascript; charset=utf-8',
};

/**
 * Cookies of other local applications are not sent along with pictures (`credentialless`): ports of one host share
 * them, while Power BI fetches pictures as a stranger.
 */
const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; img-src http: https: data:; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'",
  'Cross-Origin-Embedder-Policy': 'credentialless',
  'Cache-Control': 'no-store',
} as const;

export async function answerPage(
  parts: PageParts,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const asset = /^\/assets\/([\w.]+)$/.exec(url.pathname)?.[1];
  if (asset !== undefined) return sendAsset(response, asset);
  const { service } = parts;
  const method = request.method ?? 'GET';
  const form = new URLSearchParams(method === 'POST' ? await formText(request) : '');
  const visitor = visitorOf(service, request);
  if (url.pathname === '/signin' || url.pathname === '/signout' || visitor === undefined) {
    return signIn(service, method, form, response, url);
  }
  const shown = await show(parts, { service, visitor, method, url, form });
  send(service, visitor, response, shown);
}

async function formText(request: IncomingMessage): Promise<string> {
  return (await readBody(request, MOST_FORM_BYTES))?.toString('utf8') ?? '';
}

async function sendAsset(response: ServerResponse, name: string): Promise<void> {
  const type = ASSETS[name];
  if (type === undefined) {
    response.writeHead(404).end();
    return;
  }
  const content = await readFile(new URL(`./assets/${name}`, import.meta.url));
  response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-cache' }).end(content);
}

/** The page that was asked for comes after the choice of a user. */
function signIn(
  service: Service,
  method: string,
  form: URLSearchParams,
  response: ServerResponse,
  url: URL,
): void {
  const back = url.searchParams.get('back') ?? '/';
  if (method === 'POST') {
    const oid = url.pathname === '/signin' ? (form.get('oid') ?? '') : '';
    remember(response, service.tenant.users.has(oid) ? oid : undefined);
    const target = url.pathname === '/signin' ? back : '/signin';
    redirect(response, /^\/(?!\/)/.test(target) ? target : '/');
    return;
  }
  if (url.pathname !== '/signin') {
    redirect(response, `/signin?back=${encodeURIComponent(url.pathname + url.search)}`);
    return;
  }
  send(service, undefined, response, { page: signInPage(service.tenant.users.values(), back) });
}

async function show(parts: PageParts, visit: Visit): Promise<Shown> {
  try {
    const shown = visit.method === 'POST' ? act(visit) : view(visit);
    if (visit.method === 'POST') await parts.save();
    return shown;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { page: refusedPage(error), status: error.status };
  }
}

const NO_RIGHT = 'You have no right to this. Ask an administrator of the workspace.';
const REASONS: Readonly<Record<number, string>> = {
  401: NO_RIGHT,
  403: NO_RIGHT,
  404: 'It was deleted, or never was.',
};

function refusedPage(refusal: Refusal): Page {
  const text = REASONS[refusal.status] ?? refusal.message;
  return {
    title: 'Not available',
    content: html`<section class="panel"><h1>Not available</h1><p>${text}</p><p class="note">${refusal.code}</p></section>`,
  };
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { ...HEADERS, Location: location }).end();
}

function send(service: Service, visitor: Visitor | undefined, response: ServerResponse, shown: Shown): void {
  if ('goTo' in shown) {
    redirect(response, shown.goTo);
    return;
  }
  const type = { 'Content-Type': 'text/html; charset=utf-8' };
  if ('fragment' in shown) {
    response.writeHead(200, { ...HEADERS, ...type, 'X-Tag': shown.tag }).end(shown.fragment);
    return;
  }
  response.writeHead(shown.status ?? 200, { ...HEADERS, ...type }).end(layout(service, visitor, shown.page));
}
