import type { App } from '../app.ts';
import { type AnswerCookie, clearedCookie, readCookie } from './cookies.ts';
import { isSecure } from './request-origin.ts';
import type { Answer, IncomingRequest, Refusal } from './route.ts';

const PAGE = '/sign-in-failed';

/**
 * A sign-in that was refused, where a person's browser is on its way: the portal's page about it, with nothing in the
 * address but our own code, since anybody can make up an address. Programs get the problem itself.
 */
export function toSignInFailed(request: IncomingRequest, { code, ...problem }: Refusal): Answer {
  if (!wantsPage(request)) return problem;
  const { 'content-type': _, ...headers } = problem.headers ?? {};
  return { status: 302, headers: { ...headers, location: `${PAGE}?code=${code}` } };
}

/** A browser that goes to an address names HTML among what it takes; that it takes anything does not count. */
function wantsPage(request: IncomingRequest): boolean {
  return (request.headers.get('accept') ?? '').toLowerCase().includes('text/html');
}

/** Takes away the cookie of a way to Entra that has come back: it is of no more use, whatever came of it. */
export function clearedTransaction(
  app: Pick<App, 'settings' | 'cookies'>,
  request: IncomingRequest,
  key: string | undefined,
): readonly AnswerCookie[] {
  const name = `${app.cookies.transactionPrefix}${key}`;
  if (key === undefined || readCookie(request, name) === undefined) return [];
  return [clearedCookie(name, { secure: isSecure(app) })];
}
