import type { App } from '../app.ts';
import type { IncomingRequest } from './route.ts';

/** Cookies are Secure and `__Host-` everywhere but on plain-http loopback in development. */
export function isSecure(app: Pick<App, 'settings'>): boolean {
  return app.settings.portalUrls[0].startsWith('https://');
}

/** The portal's address the request came in by, if it is one of ours; never one that a header made up. */
export function portalUrlOf(app: Pick<App, 'settings'>, request: IncomingRequest): string {
  const origin = new URL(request.url).origin;
  return app.settings.portalUrls.find((url) => url === origin) ?? app.settings.portalUrls[0];
}
