/** Names of what is kept in the query cache. */
export const keys = {
  me: ['me'],
  notifications: ['notifications'],
  registration: ['registration'],
  templateKit: ['template-kit'],
  folder: (path: string) => ['folder', path],
  folders: ['folder'],
  report: (id: string) => ['report', id],
  picture: (reportId: string, item: string, query: string) => ['picture', reportId, item, query],
  workspaces: ['workspaces'],
  dashboards: (workspaceId: string) => ['dashboards', workspaceId],
  pin: (id: string) => ['pin', id],
  subscriptions: ['subscriptions'],
  runs: (subscriptionId: string) => ['runs', subscriptionId],
  run: (subscriptionId: string, key: string) => ['run', subscriptionId, key],
} as const;
