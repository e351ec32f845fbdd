// Made by npm run generate-client from the API description. Do not edit.
export type CatalogItem = {
  readonly id: string;
  readonly kind: 'folder' | 'report' | 'data-source' | 'dataset' | 'document';
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly modifiedAt: string;
  readonly notes?: readonly string[];
};
export type CommandLineSignIn = {
  readonly authority: string;
  readonly clientId: string;
  readonly scope: string;
};
export type Dashboard = { readonly id: string; readonly name: string; readonly webUrl?: string };
export type Pin = {
  readonly id: string;
  readonly state: 'pending' | 'waiting' | 'pinned' | 'undoing' | 'failed';
  readonly reportId: string;
  readonly reportTitle: string;
  readonly itemName: string;
  readonly dashboardName: string;
  readonly steps: readonly { readonly step: string; readonly done: boolean }[];
  readonly mode: 'template' | 'guided' | 'picture';
  readonly pinVisualUrl?: string;
  readonly imageTile?: {
    readonly url: string;
    readonly title: string;
    readonly linkUrl: string;
    readonly steps: readonly string[];
  };
  readonly seeItUrl?: string;
  readonly warning?: string;
  readonly code?: string;
  readonly text?: string;
  readonly createdAt: string;
};
export type PinRequest = {
  readonly as?: 'me' | 'service';
  readonly mode?: 'template' | 'guided' | 'picture';
  readonly content?: 'picture' | 'data';
  readonly reportId: string;
  readonly parameters?: Readonly<Record<string, string | null | readonly (string | null)[]>>;
  readonly workspaceId?: string;
  readonly dashboardId?: string;
  readonly dashboardName?: string;
  readonly when:
    | { readonly frequency: 'hourly' | 'daily' | 'weekly'; readonly timeZone: string }
    | {
        readonly schedule: {
          readonly zone: string;
          readonly start: string;
          readonly end?: string;
          readonly recurrence:
            | { readonly kind: 'once' }
            | { readonly kind: 'minutes'; readonly every: number }
            | { readonly kind: 'daily'; readonly every: number }
            | {
                readonly kind: 'weekly';
                readonly every: number;
                readonly days: readonly (
                  | 'sunday'
                  | 'monday'
                  | 'tuesday'
                  | 'wednesday'
                  | 'thursday'
                  | 'friday'
                  | 'saturday'
                )[];
              }
            | {
                readonly kind: 'monthly';
                readonly months: readonly number[];
                readonly days: readonly (number | 'last')[];
              }
            | {
                readonly kind: 'monthlyByWeekday';
                readonly months: readonly number[];
                readonly week: 'first' | 'second' | 'third' | 'fourth' | 'last';
                readonly days: readonly (
                  | 'sunday'
                  | 'monday'
                  | 'tuesday'
                  | 'wednesday'
                  | 'thursday'
                  | 'friday'
                  | 'saturday'
                )[];
              };
        };
      };
  readonly itemName: string;
};
export type Report = {
  readonly id: string;
  readonly title: string;
  readonly path: string;
  readonly credentials: 'not-needed' | 'stored' | 'missing';
  readonly missingCredentials: readonly string[];
  readonly missingReferences: readonly string[];
  readonly parameters: readonly {
    readonly name: string;
    readonly dataType: string;
    readonly prompt?: string;
    readonly hidden: boolean;
    readonly multiValue: boolean;
    readonly nullable: boolean;
    readonly required: boolean;
  }[];
  readonly pages: readonly {
    readonly width: number;
    readonly height: number;
    readonly items: readonly {
      readonly name: string;
      readonly kind: string;
      readonly left: number;
      readonly top: number;
      readonly width: number;
      readonly height: number;
      readonly text?: {
        readonly text: string;
        readonly fontSize?: number;
        readonly bold?: boolean;
        readonly italic?: boolean;
        readonly color?: string;
        readonly background?: string;
        readonly align?: 'left' | 'center' | 'right';
        readonly verticalAlign?: 'top' | 'middle' | 'bottom';
        readonly bordered?: boolean;
      };
      readonly cells?: readonly {
        readonly left: number;
        readonly top: number;
        readonly width: number;
        readonly height: number;
        readonly text: string;
        readonly fontSize?: number;
        readonly bold?: boolean;
        readonly italic?: boolean;
        readonly color?: string;
        readonly background?: string;
        readonly align?: 'left' | 'center' | 'right';
        readonly verticalAlign?: 'top' | 'middle' | 'bottom';
        readonly bordered?: boolean;
      }[];
    }[];
  }[];
  readonly items: readonly {
    readonly name: string;
    readonly kind: 'chart' | 'gauge' | 'map' | 'image';
    readonly pinnable: boolean;
    readonly why: ('nested-in-data-region' | 'page-header' | 'page-footer') | null;
    readonly drawable: boolean;
    readonly reason: string | null;
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  }[];
};
export type Run = {
  readonly key: string;
  readonly kind: 'scheduled' | 'manual';
  readonly dueAt: string;
  readonly state: 'running' | 'waiting' | 'succeeded' | 'failed' | 'missed';
  readonly attempt: number;
  readonly notBefore?: string;
  readonly code?: string;
  readonly text?: string;
  readonly advice?: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly missedFrom?: string;
  readonly missedCount?: number;
};
export type Subscription = {
  readonly id: string;
  readonly reportId: string;
  readonly reportTitle: string;
  readonly reportUrl: string;
  readonly itemName: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly dashboardName: string;
  readonly dashboardUrl?: string;
  readonly mode: 'tile' | 'picture';
  readonly schedule: unknown;
  readonly scheduleText: string;
  readonly sharedScheduleId?: string;
  readonly state: 'active' | 'paused' | 'held' | 'retired' | 'ended';
  readonly stamp: string;
  readonly statusText: string;
  readonly statusCode?: string;
  readonly lastRunAt?: string;
  readonly lastDeliveredAt?: string;
  readonly nextDueAt?: string;
  readonly createdAt: string;
};
export type SubscriptionChange = {
  readonly schedule?: {
    readonly zone: string;
    readonly start: string;
    readonly end?: string;
    readonly recurrence:
      | { readonly kind: 'once' }
      | { readonly kind: 'minutes'; readonly every: number }
      | { readonly kind: 'daily'; readonly every: number }
      | {
          readonly kind: 'weekly';
          readonly every: number;
          readonly days: readonly (
            | 'sunday'
            | 'monday'
            | 'tuesday'
            | 'wednesday'
            | 'thursday'
            | 'friday'
            | 'saturday'
          )[];
        }
      | {
          readonly kind: 'monthly';
          readonly months: readonly number[];
          readonly days: readonly (number | 'last')[];
        }
      | {
          readonly kind: 'monthlyByWeekday';
          readonly months: readonly number[];
          readonly week: 'first' | 'second' | 'third' | 'fourth' | 'last';
          readonly days: readonly (
            | 'sunday'
            | 'monday'
            | 'tuesday'
            | 'wednesday'
            | 'thursday'
            | 'friday'
            | 'saturday'
          )[];
        };
  };
  readonly itemName?: string;
  readonly parameters?: Readonly<Record<string, string | null | readonly (string | null)[]>>;
  readonly state?: 'active' | 'paused';
  readonly sharedScheduleId?: string | null;
};
export type Unpinned = { readonly tile: 'removed' | 'left-behind' | 'image'; readonly text: string };
export type Workspace = { readonly id: string; readonly name: string };

export type Operations = {
  /** A report: its parameters, the layout of its pages, and its items with the reason where one cannot be pinned. */
  'reports-get': {
    readonly path: { readonly reportId: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: Report;
  };
  /** Changes schedule, Report Visual Name, parameters or state, or follows a shared schedule. Send the stamp you read as If-Match. */
  'subscriptions-patch': {
    readonly path: { readonly subscriptionId: string };
    readonly query: undefined;
    readonly body: SubscriptionChange;
    readonly answer: Subscription;
  };
  /** Dashboards of a workspace you can pin to; read-only ones are left out. */
  'power-bi-dashboards': {
    readonly path: { readonly workspaceId: string };
    readonly query: { readonly as?: 'me' | 'service' };
    readonly body: undefined;
    readonly answer: { readonly value: readonly Dashboard[] };
  };
  /** How far a pin has come. */
  'pins-get': {
    readonly path: { readonly pinId: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: Pin;
  };
  /** How the command line signs in: its public client, which has no secret, and the scope to ask for. */
  'command-line-get': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: CommandLineSignIn;
  };
  /** My Subscriptions. */
  'subscriptions-list': {
    readonly path: undefined;
    readonly query: { readonly as?: 'me' | 'service' };
    readonly body: undefined;
    readonly answer: { readonly value: readonly Subscription[] };
  };
  /** Pins an item to a dashboard. You draw the id, so that a repeated request is one pin. */
  'pins-put': {
    readonly path: { readonly pinId: string };
    readonly query: undefined;
    readonly body: PinRequest;
    readonly answer: Pin;
  };
  /** Runs it now. You draw the id, so that a repeated request is one run. */
  'runs-put': {
    readonly path: { readonly subscriptionId: string; readonly runId: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: Run;
  };
  /** The history of its runs, newest first. */
  'runs-list': {
    readonly path: { readonly subscriptionId: string };
    readonly query: { readonly top?: number; readonly after?: string };
    readonly body: undefined;
    readonly answer: { readonly value: readonly Run[]; readonly next?: string };
  };
  /** Unpins: ends the subscription and removes the model and report behind the tile. What is left on the dashboard is in the answer. */
  'subscriptions-delete': {
    readonly path: { readonly subscriptionId: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: Unpinned;
  };
  /** Uploads a report (.rdl), shared data source (.rds), shared dataset (.rsd), or a document that reports read (.xml, .csv, .json, images); missing folders are made. Passwords in connection strings are taken out and kept in the key vault. */
  'catalog-put': {
    readonly path: { readonly path: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: CatalogItem;
  };
  /** What a folder holds, folders first. */
  'catalog-list': {
    readonly path: undefined;
    readonly query: { readonly folder?: string; readonly source?: string; readonly search?: string };
    readonly body: undefined;
    readonly answer: { readonly value: readonly CatalogItem[] };
  };
  /** Workspaces you can pin in, live from Power BI. */
  'power-bi-workspaces': {
    readonly path: undefined;
    readonly query: { readonly as?: 'me' | 'service' };
    readonly body: undefined;
    readonly answer: { readonly value: readonly Workspace[] };
  };
  /** Your pins, newest first. */
  'pins-list': {
    readonly path: undefined;
    readonly query: { readonly top?: number; readonly after?: string; readonly as?: 'me' | 'service' };
    readonly body: undefined;
    readonly answer: { readonly value: readonly Pin[]; readonly next?: string };
  };
};

export const OPERATIONS = {
  'catalog-list': { method: 'GET', path: '/api/catalog' },
  'catalog-put': { method: 'PUT', path: '/api/catalog/{path}' },
  'command-line-get': { method: 'GET', path: '/api/command-line' },
  'pins-get': { method: 'GET', path: '/api/pins/{pinId}' },
  'pins-list': { method: 'GET', path: '/api/pins' },
  'pins-put': { method: 'PUT', path: '/api/pins/{pinId}' },
  'power-bi-dashboards': { method: 'GET', path: '/api/power-bi/workspaces/{workspaceId}/dashboards' },
  'power-bi-workspaces': { method: 'GET', path: '/api/power-bi/workspaces' },
  'reports-get': { method: 'GET', path: '/api/reports/{reportId}' },
  'runs-list': { method: 'GET', path: '/api/subscriptions/{subscriptionId}/runs' },
  'runs-put': { method: 'PUT', path: '/api/subscriptions/{subscriptionId}/runs/{runId}' },
  'subscriptions-delete': { method: 'DELETE', path: '/api/subscriptions/{subscriptionId}' },
  'subscriptions-list': { method: 'GET', path: '/api/subscriptions' },
  'subscriptions-patch': { method: 'PATCH', path: '/api/subscriptions/{subscriptionId}' },
} as const satisfies Record<keyof Operations, { readonly method: string; readonly path: string }>;
