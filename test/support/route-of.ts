import { allRoutes } from '../../lib/http/registry.ts';
import type { AnyRoute } from '../../lib/http/route.ts';

/** The route that a request fits, and the parameters in its path, as the host would find them. */
export function routeOf(
  method: string,
  pathname: string,
): { readonly route: AnyRoute; readonly params: Readonly<Record<string, string>> } {
  for (const route of allRoutes()) {
    const params = route.method === method ? paramsOf(route, pathname) : undefined;
    if (params) return { route, params };
  }
  throw new Error(`No route for ${method} ${pathname}.`);
}

/** The parameters of a path in the host's form; undefined where it does not fit. */
function paramsOf({ path }: AnyRoute, pathname: string): Record<string, string> | undefined {
  const pattern = path
    .replace(/\{\*(\w+)\}/g, '(?<$1>.*)')
    .replace(/\{(\w+)(?:[:?][^}]*)?\}/g, '(?<$1>[^/]+)');
  const match = new RegExp(`^/${pattern}$`).exec(pathname);
  if (!match) return undefined;
  const groups = Object.entries(match.groups ?? {});
  return Object.fromEntries(groups.map(([name, value]) => [name, decodeURIComponent(value)]));
}
