import type { AnyRoute } from './route.ts';

const routes = new Map<string, AnyRoute>();

/** Every route of the app, by function name: what the API description is made from. */
export function registerRoute(route: AnyRoute): void {
  if (routes.has(route.name)) throw new Error(`Two routes are named ${route.name}.`);
  routes.set(route.name, route);
}

export function allRoutes(): readonly AnyRoute[] {
  return [...routes.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
