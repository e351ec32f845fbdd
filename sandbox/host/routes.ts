import { matchRoute, parseRouteTemplate, type RouteTemplate, type RouteValues } from './route-template.ts';

export type HttpRoute = {
  readonly functionName: string;
  readonly template: RouteTemplate;
  /** Upper case. Empty: all methods. */
  readonly methods: readonly string[];
};

export type RouteMatch = { readonly route: HttpRoute; readonly params: RouteValues };

/** Ordinal, ignoring case: the order in which the host takes functions, and so their routes. */
export function compareNames(left: string, right: string): number {
  const [a, b] = [left.toUpperCase(), right.toUpperCase()];
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Makes the route of an HTTP trigger: routePrefix before its route, or before the function's name if it has none.
 * Throws for routes that the host keeps for itself and for templates that cannot be parsed.
 * Source: ScriptHost.ValidateHttpFunction and WebJobsRouteBuilder.BuildRouteTemplate.
 */
export function makeRoute(
  functionName: string,
  route: string | undefined,
  methods: readonly string[],
  routePrefix: string,
): HttpRoute {
  const own = route === undefined || route.trim() === '' ? functionName : route;
  const trimmed = own.replace(/^\/+|\/+$/g, '').toLowerCase();
  if (trimmed.startsWith('admin') || trimmed.startsWith('runtime')) {
    throw new Error(`the route "${own}" begins with admin or runtime, which the host keeps for itself`);
  }
  const text = routePrefix === '' ? own : `${routePrefix}/${own}`;
  try {
    const template = parseRouteTemplate(text);
    return { functionName, template, methods: methods.map((method) => method.toUpperCase()) };
  } catch (error) {
    throw new Error(
      `the route "${text}" is refused: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** Whether two routes are the same text and share a method, which the host refuses. */
export function routesConflict(left: HttpRoute, right: HttpRoute): boolean {
  const text = (route: HttpRoute) => route.template.text.replace(/^\/+|\/+$/g, '').toLowerCase();
  if (text(left) !== text(right)) return false;
  if (left.methods.length === 0 || right.methods.length === 0) return true;
  return left.methods.some((method) => right.methods.includes(method));
}

/**
 * Finds the function of a request: the FIRST in the order of names whose route and method fit, however specific others
 * are. A method that fits no route is a 404, as in the host.
 * @param path decoded (see decodePath)
 */
export function findRoute(
  routes: readonly HttpRoute[],
  method: string,
  path: string,
): RouteMatch | undefined {
  for (const route of routes) {
    if (route.methods.length > 0 && !route.methods.includes(method.toUpperCase())) continue;
    const params = matchRoute(route.template, path);
    if (params !== undefined) return { route, params };
  }
  return undefined;
}
