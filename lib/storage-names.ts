/** Every table, queue and container the app uses; the deployment creates these, and no others. */
export const TABLES = {
  registration: 'Registration',
  catalogItems: 'CatalogItems',
  users: 'Users',
  subscriptions: 'Subscriptions',
  dueIndex: 'DueIndex',
  runs: 'Runs',
  pins: 'Pins',
  cursor: 'Cursor',
  stateIndex: 'StateIndex',
  sharedSchedules: 'SharedSchedules',
  notifications: 'Notifications',
  usedStates: 'UsedStates',
  audit: 'Audit',
  tokens: 'Tokens',
  reportServers: 'ReportServers',
  upkeep: 'Upkeep',
  renders: 'Renders',
  slots: 'Slots',
} as const;

export const QUEUES = {
  pinTile: 'pin-tile',
  refreshTile: 'refresh-tile',
  dispatchDue: 'dispatch-due',
  applySchedule: 'apply-schedule',
  changeOwner: 'change-owner',
  moveTile: 'move-tile',
  pinTilePoison: 'pin-tile-poison',
  refreshTilePoison: 'refresh-tile-poison',
  dispatchDuePoison: 'dispatch-due-poison',
  applySchedulePoison: 'apply-schedule-poison',
  changeOwnerPoison: 'change-owner-poison',
  moveTilePoison: 'move-tile-poison',
} as const;

export const BLOBS = { definitions: 'definitions', pictures: 'pictures' } as const;
