import type { Item, Person, ServerRole, ServerState } from './state.ts';

/** What a role may do, of the tasks that are asked for here (predefined roles of Reporting Services). */
const TASKS: Readonly<Record<ServerRole, readonly string[]>> = {
  Browser: ['view', 'subscribe'],
  'Report Builder': ['view', 'subscribe', 'read-definition'],
  'Content Manager': [
    'view',
    'subscribe',
    'read-definition',
    'data-sources',
    'security',
    'all-subscriptions',
  ],
};

export type Task =
  | 'view'
  | 'subscribe'
  | 'read-definition'
  | 'data-sources'
  | 'security'
  | 'all-subscriptions';

/** The policies that count for a path: its own, or the nearest above it. */
export function policiesOf(
  state: ServerState,
  path: string,
): { readonly inherited: boolean; readonly policies: Readonly<Record<string, readonly ServerRole[]>> } {
  for (let at = path, inherited = false; ; inherited = true) {
    const own = state.policies[at];
    if (own) return { inherited, policies: own };
    if (at === '/') return { inherited, policies: {} };
    at = at.slice(0, at.lastIndexOf('/')) || '/';
  }
}

export function may(state: ServerState, person: Person, task: Task, path: string): boolean {
  const { policies } = policiesOf(state, path);
  const names = [person.account, ...(person.groups ?? []), 'BUILTIN\\Users'].map((name) =>
    name.toLowerCase(),
  );
  return Object.entries(policies).some(
    ([name, roles]) => names.includes(name.toLowerCase()) && roles.some((role) => TASKS[role].includes(task)),
  );
}

/** "Execute report definitions" is of both system roles. */
export function mayExecuteDefinitions(person: Person): boolean {
  return person.systemRoles.length > 0;
}

export function visible(state: ServerState, person: Person): readonly Item[] {
  return state.items.filter(({ path }) => may(state, person, 'view', path));
}

export function nameOf(path: string): string {
  return path === '/' ? '/' : path.slice(path.lastIndexOf('/') + 1);
}

export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}
