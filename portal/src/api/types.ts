/** What the API shows, as /api/openapi.json describes it. Points in time are UTC, ISO 8601. */

export type Me = {
  readonly signedIn: boolean;
  readonly user?: {
    readonly name: string;
    readonly upn: string;
    readonly admin: boolean;
    readonly publisher: boolean;
  };
  /** Whether the Power BI integration is on. */
  readonly registered: boolean;
  readonly canSignIn: boolean;
  readonly powerBi?: PowerBiSignIn;
  readonly unreadNotifications?: number;
};

export type PowerBiSignIn = {
  readonly state: 'none' | 'valid' | 'required';
  readonly account?: string;
  readonly signedInAt?: string;
  readonly expiresAt?: string;
};

export type Step = { readonly step: string; readonly done: boolean };

export type Registration = {
  readonly state: 'none' | 'registering' | 'registered' | 'unregistered';
  readonly cloud: string;
  readonly tenantId?: string;
  readonly tenantName?: string;
  readonly appId?: string;
  readonly redirectUrls: readonly string[];
  readonly portalUrls: readonly string[];
  /** Not empty while registration and portal differ. */
  readonly missingRedirectUrls: readonly string[];
  /** Redirect URLs that the portal needs no more. */
  readonly obsoleteRedirectUrls: readonly string[];
  readonly steps: readonly Step[];
  readonly consentUrl?: string;
  readonly changedAt?: string;
  /** Whether subscriptions may run in the name of the installation itself. */
  readonly serviceOwned: boolean;
  /** Entra refuses the app itself. */
  readonly alarm?: { readonly code: string; readonly text: string; readonly since: string };
  /** What an app needs that somebody makes in Entra by hand. */
  readonly byHand: {
    readonly redirectUrls: readonly string[];
    readonly federatedCredential: {
      readonly issuer: string;
      readonly subject: string;
      readonly audience: string;
    };
    readonly permissions: readonly string[];
  };
};

/** The sign-in of an administrator of Entra, begun. */
export type AdminSignIn = {
  readonly userCode: string;
  readonly verificationUrl: string;
  readonly intervalSeconds: number;
  readonly ticket: string;
};

export type TemplateKit = {
  readonly state: 'missing' | 'waiting-for-pin' | 'ready';
  readonly reportUrl?: string;
  readonly verifiedAt?: string;
};

export type CatalogItem = {
  readonly id: string;
  readonly kind: 'folder' | 'report' | 'data-source' | 'dataset' | 'document';
  readonly name: string;
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly modifiedAt: string;
  /** After an upload: what was done with passwords that stood in the file. */
  readonly notes?: readonly string[];
};

export type DataSource = {
  readonly id: string;
  readonly kind: 'shared' | 'embedded';
  readonly name: string;
  readonly path: string;
  readonly provider?: string;
  /** Kind, host and port, or the origin of a document; empty where there is none. */
  readonly server: string;
  readonly credentials: 'not-needed' | 'stored' | 'missing' | 'server-changed';
  readonly mode?: CredentialsChange['mode'];
  readonly changedAt?: string;
};

/** How a data source is signed in to when nobody is at hand. */
export type CredentialsChange =
  | { readonly mode: 'stored'; readonly user: string; readonly password: string }
  | { readonly mode: 'none' | 'prompt' };

export type TestedConnection = {
  /** What answered. */
  readonly server: string;
  readonly milliseconds: number;
};

/** Points (1/72 inch) from the left and top of what holds the item. */
export type Box = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** What a text box says as a designer shows it, before there is data. Lengths in points, colours as CSS. */
export type DesignedText = {
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

export type PageItem = Box & {
  readonly name: string;
  readonly kind: string;
  /** Of a text box. */
  readonly text?: DesignedText;
  /** Of a table. */
  readonly cells?: readonly (Box & DesignedText)[];
};

export type ReportPage = {
  readonly width: number;
  readonly height: number;
  readonly items: readonly PageItem[];
};

/** A chart, gauge panel, map or image, wherever it stands in the report. */
export type VisualItem = Box & {
  readonly name: string;
  readonly kind: 'chart' | 'gauge' | 'map' | 'image';
  readonly pinnable: boolean;
  readonly why: 'nested-in-data-region' | 'page-header' | 'page-footer' | null;
  readonly drawable: boolean;
  readonly reason: string | null;
};

/** A report parameter as a form asks for it, with what was chosen so far. Values are text that can be given back. */
export type ParameterPrompt = {
  readonly name: string;
  readonly dataType: 'String' | 'Boolean' | 'DateTime' | 'Integer' | 'Float';
  readonly prompt: string;
  readonly hidden: boolean;
  readonly multiValue: boolean;
  readonly nullable: boolean;
  readonly allowBlank: boolean;
  /** Absent where any value of the type is valid. */
  readonly choices?: readonly ParameterChoice[];
  /** What was chosen, or the defaults; empty while it needs a value. */
  readonly values: readonly (string | null)[];
  readonly given: boolean;
  readonly dependsOn: readonly string[];
  /** Parameters that need a value before this one can be asked for. */
  readonly waitsFor: readonly string[];
  readonly problem?: string;
};

export type ParameterChoice = { readonly value: string | null; readonly label: string };

export type Report = {
  readonly id: string;
  readonly title: string;
  readonly path: string;
  readonly credentials: 'not-needed' | 'stored' | 'missing';
  /** Names of the data sources without stored credentials. */
  readonly missingCredentials: readonly string[];
  /** Shared data sources and datasets that the report refers to and the catalog lacks. */
  readonly missingReferences: readonly string[];
  readonly parameters: readonly { readonly name: string; readonly hidden: boolean }[];
  readonly pages: readonly ReportPage[];
  readonly items: readonly VisualItem[];
};

/** Values by parameter name; a list for a multi-value parameter, null for none at all. */
export type ParameterValues = Readonly<Record<string, ParameterValue>>;
export type ParameterValue = string | null | readonly string[];

export type Workspace = { readonly id: string; readonly name: string };
export type Dashboard = { readonly id: string; readonly name: string; readonly webUrl?: string };

export type Frequency = 'hourly' | 'daily' | 'weekly';

/** template: the tile is made. guided: the visual is pinned by hand, once. picture: an Image tile is added by hand. */
export type PinContent = 'picture' | 'data';
export type PinMode = 'template' | 'guided' | 'picture';

/** What all items that are pinned at once have in common. */
export type PinChoice = {
  readonly mode: PinMode;
  /** data: a visual of Power BI's own, fed with the values. Guided only. */
  readonly content?: PinContent;
  readonly reportId: string;
  readonly parameters: ParameterValues;
  /** Not of a picture. */
  readonly workspaceId?: string;
  readonly dashboardId?: string;
  /** Of a picture: the person's own words for where it is. */
  readonly dashboardName?: string;
  readonly when:
    | { readonly frequency: Frequency; readonly timeZone: string }
    | { readonly schedule: Schedule };
};

/** The id is drawn by the caller: a repeated request is one pin. */
export type ItemToPin = { readonly id: string; readonly itemName: string };

/** What became of an item that was asked for. */
export type RequestedPin = {
  readonly id: string;
  readonly pin?: Pin;
  readonly problem?: {
    readonly status: number;
    readonly code: string;
    readonly title: string;
    readonly detail?: string;
  };
};

export type Pin = {
  readonly id: string;
  readonly state: 'pending' | 'waiting' | 'pinned' | 'undoing' | 'failed';
  readonly mode: PinMode;
  readonly reportTitle: string;
  readonly itemName: string;
  readonly dashboardName: string;
  readonly steps: readonly Step[];
  /** Guided: where the visual is pinned by hand. */
  readonly pinVisualUrl?: string;
  readonly imageTile?: ImageTile;
  readonly seeItUrl?: string;
  readonly warning?: string;
  readonly code?: string;
  readonly text?: string;
};

/** What an Image tile is made with in Power BI. */
export type ImageTile = {
  readonly url: string;
  readonly title: string;
  readonly linkUrl: string;
  readonly steps: readonly string[];
};

/** What is left to do after unpinning. */
export type Unpinned = { readonly tile: 'removed' | 'left-behind' | 'image'; readonly text: string };

export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

export type Recurrence =
  | { readonly kind: 'once' }
  | { readonly kind: 'minutes'; readonly every: number }
  | { readonly kind: 'daily'; readonly every: number }
  | { readonly kind: 'weekly'; readonly every: number; readonly days: readonly Weekday[] }
  | {
      readonly kind: 'monthly';
      /** 1 to 12. */
      readonly months: readonly number[];
      readonly days: readonly (number | 'last')[];
    }
  | {
      readonly kind: 'monthlyByWeekday';
      readonly months: readonly number[];
      readonly week: WeekOfMonth;
      readonly days: readonly Weekday[];
    };

export type WeekOfMonth = 'first' | 'second' | 'third' | 'fourth' | 'last';

/** A schedule that many subscriptions follow. */
export type SharedSchedule = {
  readonly id: string;
  readonly name: string;
  readonly schedule: Schedule;
  readonly scheduleText: string;
  /** leaving: it goes when all are detached. */
  readonly state: 'active' | 'paused' | 'leaving';
  readonly stamp: string;
  /** For administrators. */
  readonly followers?: number;
  readonly changedAt: string;
};

/** What a schedule means, before it is saved. */
export type SchedulePreview = {
  readonly schedule: Schedule;
  /** In plain language. */
  readonly text: string;
  readonly next: readonly {
    readonly at: string;
    /** The same in the schedule's zone. */
    readonly local: string;
  }[];
};

export type Schedule = {
  /** IANA time zone. */
  readonly zone: string;
  /** `yyyy-MM-ddTHH:mm`, local in the zone. */
  readonly start: string;
  readonly end?: string;
  readonly recurrence: Recurrence;
};

export type Subscription = {
  readonly id: string;
  readonly reportId: string;
  readonly reportTitle: string;
  readonly itemName: string;
  readonly parameters: Readonly<Record<string, string | null | readonly (string | null)[]>>;
  readonly dashboardName: string;
  readonly dashboardUrl?: string;
  /** picture: an Image tile that the person made. */
  readonly mode: 'tile' | 'picture';
  readonly schedule: Schedule;
  readonly scheduleText: string;
  readonly sharedScheduleId?: string;
  /** held: its shared schedule is paused. */
  readonly state: 'active' | 'paused' | 'held' | 'retired' | 'ended';
  readonly stamp: string;
  readonly statusText: string;
  readonly statusCode?: string;
  readonly lastRunAt?: string;
  readonly lastDeliveredAt?: string;
  readonly nextDueAt?: string;
  readonly createdAt: string;
};

/** S7: what an item that was renamed may be called now. */
export type Repair = {
  readonly itemName: string;
  readonly missing: boolean;
  /** The nearest first. */
  readonly proposals: readonly { readonly name: string; readonly kind: string }[];
};

export type SubscriptionChange = {
  readonly schedule?: Schedule;
  /** A shared schedule to follow; null keeps its schedule as one of its own. */
  readonly sharedScheduleId?: string | null;
  readonly itemName?: string;
  readonly state?: 'active' | 'paused';
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
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly missedFrom?: string;
  readonly missedCount?: number;
};

export type Notification = {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly text: string;
  /** The page of the portal on which it is put right. */
  readonly action: { readonly label: string; readonly path: string };
  readonly at: string;
  readonly read: boolean;
};

export type Owner = { readonly oid: string; readonly name?: string; readonly upn?: string };

export type OwnedSubscription = Subscription & { readonly owner: Owner };

/** How the installation does, for administrators. */
export type Overview = {
  readonly at: string;
  /** Absent until all subscriptions have been counted once. */
  readonly counts?: {
    readonly asOf: string;
    readonly active: number;
    readonly failing: number;
    readonly paused: number;
    readonly retired: number;
    readonly ended: number;
  };
  readonly ownersLeft: readonly (Owner & { readonly noticedAt: string })[];
  readonly oldestDueAt?: string;
  readonly lateSeconds: number;
  readonly openRuns: number;
  readonly nextHour: {
    readonly total: number;
    /** False where more than that is due. */
    readonly complete: boolean;
    readonly perMinute: readonly { readonly minute: string; readonly count: number }[];
  };
};

/** A report server beside the own catalog, and as whom the person is known there. */
export type ReportServer = {
  readonly id: string;
  readonly name: string;
  readonly portalUrl: string;
  readonly product: string;
  readonly productVersion: string;
  readonly link?: { readonly kind: 'own' | 'matched'; readonly account: string };
  /** Whether one may be known there by the user name, without a password. */
  readonly canMatch: boolean;
};

export type ServerAuth = 'basic' | 'ntlm';

/** What an administrator sees after a look at it. */
export type ConnectedServer = {
  readonly id: string;
  readonly name: string;
  readonly portalUrl: string;
  readonly auth: ServerAuth;
  readonly account: string;
  readonly userNamePattern?: string;
  readonly timeZone: string;
  readonly productName: string;
  readonly productVersion: string;
  readonly serverAccount: string;
  readonly rights: readonly {
    readonly right: string;
    readonly state: 'granted' | 'missing' | 'unknown';
    readonly role: string;
    readonly without: string;
  }[];
};

/** A password that is left out of a change stays as it is stored. */
export type ReportServerInput = {
  readonly name: string;
  readonly portalUrl: string;
  readonly auth: ServerAuth;
  readonly account: string;
  readonly password?: string;
  readonly userNamePattern?: string;
};

export type WatchedState = 'failing' | 'paused' | 'retired';

export type Webhook = {
  readonly format: 'teams' | 'json';
  readonly host: string;
  readonly changedAt: string;
  readonly failing?: { readonly since: string; readonly text: string };
};

export type List<T> = { readonly value: readonly T[] };
export type Chapter<T> = List<T> & { readonly next?: string };
