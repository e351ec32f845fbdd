import { serve } from '../../lib/http/serve.ts';
import { type Owner, type Role, readOwner } from '../../lib/identity/principal.ts';
import { type MemoryInstallation, OWNER } from './memory-installation.ts';
import { routeOf } from './route-of.ts';

/** A person who is signed in at an installation in memory: their requests go through its routes, guard and schemas. */
export class MemoryPerson {
  readonly owner: Owner;
  readonly #installation: MemoryInstallation;
  readonly #roles: readonly Role[];

  constructor(installation: MemoryInstallation, owner: Owner = OWNER, roles: readonly Role[] = []) {
    this.#installation = installation;
    this.owner = owner;
    this.#roles = roles;
  }

  /** `Body` is what the test knows of the answer. */
  async send<Body = Readonly<Record<string, unknown>>>(
    method: string,
    path: string,
    options: { readonly body?: unknown; readonly xml?: string; readonly ifMatch?: string } = {},
  ): Promise<{ readonly status: number; readonly body: Body }> {
    const { app } = this.#installation;
    const { tenantId = '', oid = '' } = readOwner(this.owner) ?? {};
    const person = { tenantId, oid, name: 'Somebody', upn: `${oid}@contoso.example`, roles: this.#roles };
    // A session for each request: the clock of the installation may have moved by days since the last one.
    const { cookie } = await app.sessions.start({ ...person, authenticatedAt: app.clock.now() });
    const url = new URL(path, app.settings.portalUrls[0]);
    const { route, params } = routeOf(method, url.pathname);
    const headers = new Headers({ cookie: `${app.cookies.session}=${cookie}`, origin: url.origin });
    if (options.body !== undefined) headers.set('content-type', 'application/json');
    if (options.xml !== undefined) headers.set('content-type', 'application/xml');
    if (options.ifMatch !== undefined) headers.set('if-match', `"${options.ifMatch}"`);
    const text = options.xml ?? (options.body === undefined ? '' : JSON.stringify(options.body));
    const answer = await serve(route, app, {
      method,
      url: url.href,
      headers,
      params,
      arrayBuffer: async () => new TextEncoder().encode(text).buffer,
    });
    // As it goes over the wire: what is undefined is left out.
    return { status: answer.status, body: JSON.parse(JSON.stringify(answer.body ?? null)) as Body };
  }
}
