// Made by npm run generate-client from the API description. Do not edit.
export type AdminSignIn = {
  /** What the administrator enters at verificationUrl. */
  readonly userCode: string;
  readonly verificationUrl: string;
  readonly seconds: number;
  /** Repeat the request with the ticket no sooner than this. */
  readonly intervalSeconds: number;
  /** Good for whoever began it. Send it when registering, updating or deleting. */
  readonly ticket: string;
};
export type AuditEntry = {
  readonly id: string;
  /** A point in time, UTC, ISO 8601. */
  readonly at: string;
  /** Stable; made for programs: `registration.registered`. */
  readonly action: string;
  /** Who did it. */
  readonly by: {
    /** account: a person or a program. set-up: whoever had the set-up link. erased: forgotten. */
    readonly kind: 'account' | 'set-up' | 'erased';
    /** Object id in the tenant. */
    readonly oid?: string;
    /** Of people who have signed in to Power BI here. */
    readonly name?: string;
    readonly upn?: string;
  };
  /** What it was done to: an id, or a person’s user name. */
  readonly subject: string;
  readonly detail?: string;
};
export type CatalogItem = {
  readonly id: string;
  readonly kind: 'folder' | 'report' | 'data-source' | 'dataset' | 'document';
  readonly name: string;
  readonly path: string;
  readonly size: number;
  /** A point in time, UTC, ISO 8601. */
  readonly modifiedAt: string;
  /** After an upload: what was done with passwords that stood in the file. */
  readonly notes?: readonly string[];
};
export type CommandLineSignIn = {
  readonly authority: string;
  readonly clientId: string;
  readonly scope: string;
};
export type ConnectedReportServer = {
  readonly id: string;
  readonly name: string;
  readonly portalUrl: string;
  readonly auth: 'basic' | 'ntlm' | 'forms' | 'entra-proxy';
  readonly proxyResource?: string;
  readonly account: string;
  readonly hasCertificates: boolean;
  readonly userNamePattern?: string;
  readonly timeZone: string;
  readonly product: string;
  readonly productName: string;
  readonly productVersion: string;
  /** The account as the server knows it. */
  readonly serverAccount: string;
  readonly serverZone?: string;
  readonly rights: readonly {
    readonly right:
      | 'browse'
      | 'read-definitions'
      | 'see-data-sources'
      | 'execute-definitions'
      | 'see-policies';
    readonly state: 'granted' | 'missing' | 'unknown';
    /** The role that gives it. */
    readonly role: string;
    /** What does not work without it. */
    readonly without: string;
  }[];
  /** A point in time, UTC, ISO 8601. */
  readonly changedAt: string;
};
export type Dashboard = { readonly id: string; readonly name: string; readonly webUrl?: string };
export type DataSource = {
  readonly id: string;
  readonly kind: 'shared' | 'embedded';
  readonly name: string;
  /** The catalog item that defines it. */
  readonly path: string;
  readonly provider?: string;
  /** Kind, host and port, or the origin of a document; empty where there is none. */
  readonly server: string;
  /** server-changed: stored, but for another server than the definition names now. */
  readonly credentials: 'not-needed' | 'stored' | 'missing' | 'server-changed';
  readonly mode?: 'none' | 'stored' | 'prompt';
  /** A point in time, UTC, ISO 8601. */
  readonly changedAt?: string;
};
export type Me = {
  readonly signedIn: boolean;
  readonly user?: {
    readonly name: string;
    readonly upn: string;
    readonly roles: readonly string[];
    readonly admin: boolean;
    readonly publisher: boolean;
    /** Whether pins may be made in the name of the installation itself. */
    readonly mayActAsService: boolean;
  };
  /** Whether the Power BI integration is on: pin and My Settings exist only then. */
  readonly registered: boolean;
  readonly canSignIn: boolean;
  readonly powerBi?: {
    readonly state: 'none' | 'valid' | 'required';
    readonly account?: string;
    /** A point in time, UTC, ISO 8601. */
    readonly signedInAt?: string;
    /** A point in time, UTC, ISO 8601. */
    readonly expiresAt?: string;
  };
  readonly unreadNotifications?: number;
};
export type Notification = {
  /** Unique together with `of`. */
  readonly id: string;
  /** Whose tiles it is about. installation: its own, which administrators hear of. */
  readonly of: 'me' | 'installation';
  readonly kind: 'sign-in' | 'sign-in-ends' | 'not-registered' | 'failed' | 'paused' | 'retired';
  /** The subscription it is about; empty where it is about all of them. */
  readonly subject: string;
  readonly code: string;
  readonly title: string;
  readonly text: string;
  /** The page of the portal on which it is put right. */
  readonly action: { readonly label: string; readonly path: string };
  /** A point in time, UTC, ISO 8601. */
  readonly at: string;
  readonly read: boolean;
};
export type Overview = {
  /** A point in time, UTC, ISO 8601. */
  readonly at: string;
  /** Absent until all have been counted once. */
  readonly counts?: {
    /** When the last count of all subscriptions ended. */
    readonly asOf: string;
    readonly active: number;
    /** Of the active ones, those whose last run failed. */
    readonly failing: number;
    readonly paused: number;
    readonly held: number;
    readonly retired: number;
    readonly ended: number;
  };
  /** People who have left and own subscriptions: give these to somebody else. */
  readonly ownersLeft: readonly {
    /** Object id in the tenant. */
    readonly oid: string;
    readonly name?: string;
    readonly upn?: string;
    /** A point in time, UTC, ISO 8601. */
    readonly noticedAt: string;
  }[];
  /** The oldest occurrence that is due and not dispatched yet. */
  readonly oldestDueAt?: string;
  /** How late the oldest one is; 0 where none waits. */
  readonly lateSeconds: number;
  /** From due to delivered: the last delivery of each subscription that had one in the 24 hours before `counts.asOf`. Absent where there was none. */
  readonly lateness?: {
    /** How many there are in it. */
    readonly deliveries: number;
    /** Half of them came within it; at most a fifth too high. */
    readonly p50Seconds: number;
    readonly p99Seconds: number;
  };
  /** Runs that wait or are under way, retries included; approximate. */
  readonly openRuns: number;
  readonly nextHour: {
    readonly total: number;
    /** False where more than that is due. */
    readonly complete: boolean;
    readonly perMinute: readonly {
      /** A point in time, UTC, ISO 8601. */
      readonly minute: string;
      readonly count: number;
    }[];
  };
};
export type OwnedSubscription = {
  readonly id: string;
  readonly reportId: string;
  readonly reportTitle: string;
  readonly reportUrl: string;
  readonly itemName: string;
  /** Values of the report parameters by name; a list for a multi-value one. */
  readonly parameters: Readonly<Record<string, string | null | readonly (string | null)[]>>;
  readonly dashboardName: string;
  readonly dashboardUrl?: string;
  /** picture: an Image tile that you made; its address is in the pin of the same id. */
  readonly mode: 'tile' | 'picture';
  readonly schedule: Schedule;
  /** The schedule in plain language. */
  readonly scheduleText: string;
  /** The shared schedule that it follows. */
  readonly sharedScheduleId?: string;
  /** held: its shared schedule is paused. */
  readonly state: 'active' | 'paused' | 'held' | 'retired' | 'ended';
  /** Send it back as If-Match when you change the subscription. */
  readonly stamp: string;
  readonly statusText: string;
  readonly statusCode?: string;
  /** A point in time, UTC, ISO 8601. */
  readonly lastRunAt?: string;
  /** A point in time, UTC, ISO 8601. */
  readonly lastDeliveredAt?: string;
  /** A point in time, UTC, ISO 8601. */
  readonly nextDueAt?: string;
  /** A point in time, UTC, ISO 8601. */
  readonly createdAt: string;
  readonly owner: {
    /** Object id in the tenant. */
    readonly oid: string;
    readonly name?: string;
    readonly upn?: string;
  };
};
export type ParameterPrompt = {
  readonly name: string;
  readonly dataType: 'String' | 'Boolean' | 'DateTime' | 'Integer' | 'Float';
  readonly prompt: string;
  readonly hidden: boolean;
  readonly multiValue: boolean;
  readonly nullable: boolean;
  readonly allowBlank: boolean;
  /** The valid values; absent where any value of the type is. */
  readonly choices?: readonly { readonly value: string | null; readonly label: string }[];
  /** What it has now: what was chosen, or its defaults. Empty while it needs a value. */
  readonly values: readonly (string | null)[];
  readonly given: boolean;
  readonly dependsOn: readonly string[];
  /** Parameters that need a value before this one can be asked for. */
  readonly waitsFor: readonly string[];
  readonly problem?: string;
};
export type People = {
  readonly value: readonly {
    /** Object id in the tenant. */
    readonly oid: string;
    readonly name: string;
    readonly upn: string;
    /** Whether tiles can be refreshed in their name as it stands. */
    readonly powerBi: 'none' | 'valid' | 'required';
  }[];
  /** False where there are more: ask for more of the name. */
  readonly complete: boolean;
};
export type Pin = {
  readonly id: string;
  readonly state: 'pending' | 'waiting' | 'pinned' | 'undoing' | 'failed';
  readonly reportId: string;
  readonly reportTitle: string;
  readonly itemName: string;
  readonly dashboardName: string;
  readonly steps: readonly { readonly step: string; readonly done: boolean }[];
  readonly mode: 'template' | 'guided' | 'picture';
  /** Guided: open it in Power BI and pin its visual to the dashboard. */
  readonly pinVisualUrl?: string;
  /** Picture: what the Image tile is made with. Lists leave it out. */
  readonly imageTile?: {
    /** Shows the picture to whoever has it, without signing in. */
    readonly url: string;
    readonly title: string;
    readonly linkUrl: string;
    /** What you do in Power BI, in this order. */
    readonly steps: readonly string[];
  };
  /** P10: the dashboard in Power BI. */
  readonly seeItUrl?: string;
  readonly warning?: string;
  readonly code?: string;
  readonly text?: string;
  /** A point in time, UTC, ISO 8601. */
  readonly createdAt: string;
};
export type PinRequest = {
  /** service: in the name of the installation itself, for administrators, where it is allowed. Programs always are. */
  readonly as?: 'me' | 'service';
  /** template: the tile is made. guided: you pin the visual of the made report by hand, once. picture: you add an Image tile with the address that the pin shows. */
  readonly mode?: 'template' | 'guided' | 'picture';
  /** data: charts and gauges as a visual of Power BI's own, fed with their values. Guided mode only: the template kit has no tile for each visual. */
  readonly content?: 'picture' | 'data';
  readonly reportId: string;
  /** Values of the report parameters by name; a list for a multi-value one. */
  readonly parameters?: Readonly<Record<string, string | null | readonly (string | null)[]>>;
  /** Needed, except for a picture. */
  readonly workspaceId?: string;
  /** Needed, except for a picture. */
  readonly dashboardId?: string;
  /** Of a picture only: your own words for where it is, as My Subscriptions shows them. */
  readonly dashboardName?: string;
  readonly when:
    | {
        readonly frequency: 'hourly' | 'daily' | 'weekly';
        /** IANA name, such as Europe/Warsaw. */
        readonly timeZone: string;
      }
    | { readonly schedule: Schedule }
    | {
        /** A shared schedule to follow. */
        readonly sharedScheduleId: string;
      };
  readonly itemName: string;
};
export type PinsRequest = {
  /** service: in the name of the installation itself, for administrators, where it is allowed. Programs always are. */
  readonly as?: 'me' | 'service';
  /** template: the tile is made. guided: you pin the visual of the made report by hand, once. picture: you add an Image tile with the address that the pin shows. */
  readonly mode?: 'template' | 'guided' | 'picture';
  /** data: charts and gauges as a visual of Power BI's own, fed with their values. Guided mode only: the template kit has no tile for each visual. */
  readonly content?: 'picture' | 'data';
  readonly reportId: string;
  /** Values of the report parameters by name; a list for a multi-value one. */
  readonly parameters?: Readonly<Record<string, string | null | readonly (string | null)[]>>;
  /** Needed, except for a picture. */
  readonly workspaceId?: string;
  /** Needed, except for a picture. */
  readonly dashboardId?: string;
  /** Of a picture only: your own words for where it is, as My Subscriptions shows them. */
  readonly dashboardName?: string;
  readonly when:
    | {
        readonly frequency: 'hourly' | 'daily' | 'weekly';
        /** IANA name, such as Europe/Warsaw. */
        readonly timeZone: string;
      }
    | { readonly schedule: Schedule }
    | {
        /** A shared schedule to follow. */
        readonly sharedScheduleId: string;
      };
  readonly items: readonly {
    /** Of its pin; you draw it. */
    readonly id: string;
    readonly itemName: string;
  }[];
};
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** Stable; made for programs. */
  readonly code: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
};
export type PromptedCredentials = {
  readonly reportId: string;
  /** As the report calls it. */
  readonly dataSource: string;
  readonly user: string;
  readonly password: string;
};
export type Reassignment = { readonly subscriptions: number };
export type Recurrence =
  | { readonly kind: 'once' }
  | {
      readonly kind: 'minutes';
      /** Every so many minutes, on the UTC line from the start. */
      readonly every: number;
    }
  | {
      readonly kind: 'daily';
      /** Every so many days from the date of the start. */
      readonly every: number;
    }
  | {
      readonly kind: 'weekly';
      /** Every so many weeks, which begin on Sunday, counted from the week of the start. */
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
      /** Months, 1 to 12. */
      readonly months: readonly number[];
      /** Days 1 to 31, or "last"; a day that a month lacks is left out. */
      readonly days: readonly (number | 'last')[];
    }
  | {
      readonly kind: 'monthlyByWeekday';
      /** Months, 1 to 12. */
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
export type RegisterRequest = {
  /** With whose rights: those of the installation, or of an administrator who signs in. */
  readonly backend?: 'managed-identity' | 'admin-sign-in';
  /** Of the sign-in of an administrator. */
  readonly ticket?: string;
};
export type Registration = {
  readonly state: 'none' | 'registering' | 'registered' | 'unregistered';
  readonly backend?: string;
  readonly cloud: string;
  readonly tenantId?: string;
  readonly tenantName?: string;
  readonly appId?: string;
  readonly redirectUrls: readonly string[];
  readonly portalUrls: readonly string[];
  /** R17: not empty while registration and portal differ. */
  readonly missingRedirectUrls: readonly string[];
  readonly steps: readonly { readonly step: string; readonly done: boolean }[];
  /** R17: redirect URLs that the portal needs no more. */
  readonly obsoleteRedirectUrls: readonly string[];
  /** Where an administrator consents, when the directory asked for it. */
  readonly consentUrl?: string;
  /** The public client for programs on your own machine. */
  readonly commandLineAppId?: string;
  /** The application whose deletion was begun; repeat the deletion, or register again. */
  readonly deletingAppId?: string;
  /** Entra refuses the application itself: no tile is refreshed until it is mended. */
  readonly alarm?: {
    readonly code: string;
    readonly text: string;
    /** A point in time, UTC, ISO 8601. */
    readonly since: string;
  };
  /** What an application that you make in Entra yourself needs, before it is verified. */
  readonly byHand: {
    readonly redirectUrls: readonly string[];
    readonly federatedCredential: {
      readonly issuer: string;
      readonly subject: string;
      readonly audience: string;
    };
    /** Delegated permissions of the Power BI Service. */
    readonly permissions: readonly string[];
  };
  /** A point in time, UTC, ISO 8601. */
  readonly changedAt?: string;
  /** Whether subscriptions may run in the name of the installation itself. */
  readonly serviceOwned: boolean;
};
export type RepairProposal = {
  readonly itemName: string;
  /** Whether the report lacks the item. Renaming it back heals the subscription as well. */
  readonly missing: boolean;
  /** What it may be called now, the nearest first. */
  readonly proposals: readonly {
    readonly name: string;
    readonly kind: 'chart' | 'gauge' | 'map' | 'image';
  }[];
};
export type RepairRequest = {
  /** The nearest proposal, where it is left out. */
  readonly itemName?: string;
  /** Of the run that brings the tile up to date; you draw it. */
  readonly runId: string;
};
export type Report = {
  readonly id: string;
  readonly title: string;
  readonly path: string;
  readonly credentials: 'not-needed' | 'stored' | 'missing';
  readonly missingCredentials: readonly string[];
  /** Shared data sources and datasets that the report refers to and the catalog lacks. */
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
      /** Of a text box. */
      readonly text?: {
        /** As a designer shows it before there is data: [Amount], [@Year], «Expr». */
        readonly text: string;
        /** Points. */
        readonly fontSize?: number;
        readonly bold?: boolean;
        readonly italic?: boolean;
        readonly color?: string;
        readonly background?: string;
        readonly align?: 'left' | 'center' | 'right';
        readonly verticalAlign?: 'top' | 'middle' | 'bottom';
        readonly bordered?: boolean;
      };
      /** Of a table: its cells as designed. */
      readonly cells?: readonly {
        readonly left: number;
        readonly top: number;
        readonly width: number;
        readonly height: number;
        /** As a designer shows it before there is data: [Amount], [@Year], «Expr». */
        readonly text: string;
        /** Points. */
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
export type ReportServer = {
  readonly id: string;
  readonly name: string;
  readonly portalUrl: string;
  readonly product: string;
  readonly productVersion: string;
  /** As whom you are known there. */
  readonly link?: { readonly kind: 'own' | 'matched'; readonly account: string };
  readonly auth: 'basic' | 'ntlm' | 'forms' | 'entra-proxy';
  /** Whether you may be known there by your user name, without a password. */
  readonly canMatch: boolean;
  /** How it is reached: for administrators. */
  readonly connection?: {
    readonly account: string;
    readonly hasCertificates: boolean;
    readonly proxyResource?: string;
    readonly userNamePattern?: string;
    readonly timeZone: string;
  };
};
export type ReportServerCopy = {
  readonly items: readonly {
    readonly id: string;
    /** As the report server calls it. */
    readonly kind: string;
    readonly path: string;
    readonly target: string;
    /** ready: an import moves it. moved: it was moved. cannot: why says what to do first. */
    readonly outcome: 'ready' | 'moved' | 'cannot';
    readonly why?: string;
    /** What is left to you, such as entering credentials. */
    readonly note?: string;
  }[];
  /** So many are ready: send the request again for them. */
  readonly left: number;
};
export type ReportServerCopyInput = {
  /** Of the report server, with all below it. */
  readonly folder?: string;
  /** Folder of the own catalog under which its folders are made. */
  readonly to?: string;
};
export type ReportServerImport = {
  readonly subscriptions: readonly {
    readonly id: string;
    readonly report: string;
    readonly owner: string;
    readonly itemName?: string;
    readonly dashboardName?: string;
    readonly status?: string;
    /** ready: an import moves it. moved: it was moved. cannot: why says what to do first. */
    readonly outcome: 'ready' | 'moved' | 'cannot';
    readonly why?: string;
    readonly pinId?: string;
    readonly schedule?: Schedule;
  }[];
  readonly schedules: readonly {
    readonly id: string;
    readonly name: string;
    /** ready: an import moves it. moved: it was moved. cannot: why says what to do first. */
    readonly outcome: 'ready' | 'moved' | 'cannot';
    readonly why?: string;
    readonly scheduleId: string;
  }[];
};
export type ReportServerImportInput = {
  /** Ids of the server; all that are ready where left out. */
  readonly subscriptions?: readonly string[];
  /** How the tiles are made. */
  readonly mode?: 'template' | 'guided';
};
export type ReportServerInput = {
  readonly name: string;
  /** The web portal: https://reports.contoso.com/Reports. Its host must be among DATA_SOURCE_HOSTS. */
  readonly portalUrl: string;
  readonly auth: 'basic' | 'ntlm' | 'forms' | 'entra-proxy';
  /** Certificates of a private certificate authority, PEM. Left out of a change: the stored ones stay; empty: none. */
  readonly ca?: string;
  /** Behind the Entra application proxy: the application ID URI of its application; the address itself where left out. */
  readonly proxyResource?: string;
  /** DOMAIN\user, or user@domain; with entra-proxy left out, for it is your own. */
  readonly account?: string;
  /** Left out of a change: the stored one stays. */
  readonly password?: string;
  /** How the server names people: CONTOSO\{name} or {upn}. Left out: each links an account of their own. */
  readonly userNamePattern?: string;
  /** IANA name, where the server names its own otherwise. */
  readonly timeZone?: string;
};
export type ReportServerLink =
  | { readonly mode: 'own'; readonly account: string; readonly password: string }
  | { readonly mode: 'matched' }
  | { readonly mode: 'entra' };
export type RequestedPins = {
  readonly value: readonly {
    readonly id: string;
    readonly pin?: Pin;
    /** Why this one is not pinned; the others are. */
    readonly problem?: Problem;
  }[];
};
export type Run = {
  readonly key: string;
  readonly kind: 'scheduled' | 'manual';
  /** A point in time, UTC, ISO 8601. */
  readonly dueAt: string;
  readonly state: 'running' | 'waiting' | 'succeeded' | 'failed' | 'missed';
  readonly attempt: number;
  /** A point in time, UTC, ISO 8601. */
  readonly notBefore?: string;
  readonly code?: string;
  readonly text?: string;
  /** What to do about it, where it failed. */
  readonly advice?: string;
  /** A point in time, UTC, ISO 8601. */
  readonly startedAt?: string;
  /** A point in time, UTC, ISO 8601. */
  readonly finishedAt?: string;
  /** A point in time, UTC, ISO 8601. */
  readonly missedFrom?: string;
  readonly missedCount?: number;
};
export type Schedule = {
  /** IANA time zone. */
  readonly zone: string;
  /** First date and time of day, local in the zone. */
  readonly start: string;
  /** Last local date, included. */
  readonly end?: string;
  readonly recurrence: Recurrence;
};
export type ScheduleDefinition = {
  readonly definition: string;
  /** The definition itself has no zone. */
  readonly zone: string;
};
export type ScheduleImport = {
  /** XML: a ScheduleDefinition, as the MatchData of a subscription of a report server holds it. */
  readonly definition: string;
  /** IANA time zone of the report server, whose local times it holds. */
  readonly zone: string;
  readonly count?: number;
};
export type SchedulePreview = {
  /** In its normal form. */
  readonly schedule: Schedule;
  /** The schedule in plain language. */
  readonly text: string;
  /** The next occurrences, in order; fewer where the schedule ends before. */
  readonly next: readonly {
    /** A point in time, UTC, ISO 8601. */
    readonly at: string;
    /** The same in the zone of the schedule, with the offset in force. */
    readonly local: string;
  }[];
};
export type SchedulePreviewRequest = { readonly schedule: Schedule; readonly count?: number };
export type SharedSchedule = {
  readonly id: string;
  readonly name: string;
  readonly schedule: Schedule;
  /** The schedule in plain language. */
  readonly scheduleText: string;
  /** leaving: it goes when all are detached. */
  readonly state: 'active' | 'paused' | 'leaving';
  /** Send it back as If-Match when you change it. */
  readonly stamp: string;
  /** How many subscriptions follow it; for administrators. */
  readonly followers?: number;
  /** A point in time, UTC, ISO 8601. */
  readonly changedAt: string;
};
export type SharedScheduleRequest = {
  readonly name: string;
  readonly schedule: Schedule;
  /** paused: nobody who follows it fires. */
  readonly state?: 'active' | 'paused';
};
export type SignInEnding = {
  /** none: never asked for. stopping-use: refreshes end. removing-tokens: from the vault. */
  readonly state: 'none' | 'stopping-use' | 'removing-tokens' | 'done';
  /** People whose sign-in has ended so far. */
  readonly people: number;
  readonly tokensRemoved: number;
  /** A point in time, UTC, ISO 8601. */
  readonly begunAt?: string;
  /** When it last came further. */
  readonly changedAt?: string;
  /** User name of the administrator, or the object id. */
  readonly by?: string;
};
export type Subscription = {
  readonly id: string;
  readonly reportId: string;
  readonly reportTitle: string;
  readonly reportUrl: string;
  readonly itemName: string;
  /** Values of the report parameters by name; a list for a multi-value one. */
  readonly parameters: Readonly<Record<string, string | null | readonly (string | null)[]>>;
  readonly dashboardName: string;
  readonly dashboardUrl?: string;
  /** picture: an Image tile that you made; its address is in the pin of the same id. */
  readonly mode: 'tile' | 'picture';
  readonly schedule: Schedule;
  /** The schedule in plain language. */
  readonly scheduleText: string;
  /** The shared schedule that it follows. */
  readonly sharedScheduleId?: string;
  /** held: its shared schedule is paused. */
  readonly state: 'active' | 'paused' | 'held' | 'retired' | 'ended';
  /** Send it back as If-Match when you change the subscription. */
  readonly stamp: string;
  readonly statusText: string;
  readonly statusCode?: string;
  /** A point in time, UTC, ISO 8601. */
  readonly lastRunAt?: string;
  /** A point in time, UTC, ISO 8601. */
  readonly lastDeliveredAt?: string;
  /** A point in time, UTC, ISO 8601. */
  readonly nextDueAt?: string;
  /** A point in time, UTC, ISO 8601. */
  readonly createdAt: string;
};
export type SubscriptionChange = {
  readonly schedule?: Schedule;
  readonly itemName?: string;
  /** Values of the report parameters by name; a list for a multi-value one. */
  readonly parameters?: Readonly<Record<string, string | null | readonly (string | null)[]>>;
  readonly state?: 'active' | 'paused';
  /** A shared schedule to follow; null keeps the schedule as one of its own. */
  readonly sharedScheduleId?: string | null;
};
export type TemplateKit = {
  readonly state: 'missing' | 'waiting-for-pin' | 'ready';
  readonly workspaceId?: string;
  readonly reportId?: string;
  /** Open it in Power BI and pin its visual to the dashboard. */
  readonly reportUrl?: string;
  readonly dashboardId?: string;
  readonly tileId?: string;
  /** A point in time, UTC, ISO 8601. */
  readonly verifiedAt?: string;
};
export type TestedConnection = { readonly server: string; readonly milliseconds: number };
export type TileMove = {
  readonly id: string;
  /** undoing: it was refused; the tile stays where it was. */
  readonly state: 'moving' | 'moved' | 'undoing' | 'failed';
  readonly dashboardName: string;
  readonly dashboardUrl?: string;
  readonly code?: string;
  readonly text?: string;
};
export type TileMoveRequest = { readonly workspaceId: string; readonly dashboardId: string };
export type Unpinned = {
  /** removed: it goes with what stood behind it. left-behind: Power BI refused; remove the tile by hand. image: your own Image tile; remove it by hand. */
  readonly tile: 'removed' | 'left-behind' | 'image';
  /** What is left to do, in a sentence. */
  readonly text: string;
};
export type Webhook = {
  readonly format: 'teams' | 'json';
  readonly host: string;
  /** A point in time, UTC, ISO 8601. */
  readonly changedAt: string;
  /** Since when nothing gets through. */
  readonly failing?: {
    /** A point in time, UTC, ISO 8601. */
    readonly since: string;
    readonly text: string;
  };
};
export type WebhookRequest = {
  /** https, of a host that WEBHOOK_HOSTS allows; kept as a secret. */
  readonly url: string;
  /** teams: a message with an adaptive card; json: plain fields. */
  readonly format?: 'teams' | 'json';
};
export type Workspace = { readonly id: string; readonly name: string };

export type Operations = {
  /** A data source: of the catalog by its item, of a report by the id that its list names. */
  'data-sources-get': {
    readonly path: { readonly dataSourceId: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: DataSource;
  };
  /** A report: its parameters, the layout of its pages, and its items with the reason where one cannot be pinned. */
  'reports-get': {
    readonly path: { readonly reportId: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: Report;
  };
  /** Allows or forbids subscriptions that run in the name of the installation itself: with its own proof, without anybody signing in. What it may write at Power BI, its roles in workspaces say. */
  'registration-service-owned': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: { readonly allowed: boolean };
    readonly answer: Registration;
  };
  /** Begins a short set-up session, until the first administrator has signed in, and again when Entra refuses the application. The host key goes in x-functions-key. */
  'setup-session': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: { readonly seconds: number };
  };
  /** Begins the sign-in of an administrator of Entra, in whose name the registration is then made, updated or deleted. */
  'registration-admin-sign-in': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: AdminSignIn;
  };
  /** Changes how a report server is reached. Another server, account or way to sign in needs the password again. */
  'report-servers-change': {
    readonly path: { readonly serverId: string };
    readonly query: undefined;
    readonly body: ReportServerInput;
    readonly answer: ConnectedReportServer;
  };
  /** Changes schedule, Report Visual Name, parameters or state, or follows a shared schedule. Send the stamp you read as If-Match. */
  'subscriptions-patch': {
    readonly path: { readonly subscriptionId: string };
    readonly query: undefined;
    readonly body: SubscriptionChange;
    readonly answer: Subscription;
  };
  /** Connects SQL Server Reporting Services 2017–2022 or Power BI Report Server: looks at it, says which rights its account lacks, and keeps the password in the key vault. */
  'report-servers-add': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: ReportServerInput;
    readonly answer: ConnectedReportServer;
  };
  /** Connects to a data source as a refresh would: with the stored credentials, or with the ones in the body. */
  'data-sources-test': {
    readonly path: { readonly dataSourceId: string };
    readonly query: undefined;
    readonly body: {
      readonly credentials?: {
        /** A login of the server, or DOMAIN\user. */
        readonly user: string;
        readonly password: string;
      };
    };
    readonly answer: TestedConnection;
  };
  /** Copies the next ten reports, shared data sources (without passwords), shared datasets and documents of a folder into the own catalog. What is there is left alone: send it again until none is left. */
  'report-servers-copy': {
    readonly path: { readonly serverId: string };
    readonly query: undefined;
    readonly body: ReportServerCopyInput;
    readonly answer: ReportServerCopy;
  };
  /** Dashboards of a workspace you can pin to; read-only ones are left out. */
  'power-bi-dashboards': {
    readonly path: { readonly workspaceId: string };
    readonly query: { readonly as?: 'me' | 'service' };
    readonly body: undefined;
    readonly answer: { readonly value: readonly Dashboard[] };
  };
  /** Deletes a shared schedule that nobody follows; with followers=detach its followers keep the schedule as their own. */
  'shared-schedules-delete': {
    readonly path: { readonly scheduleId: string };
    readonly query: { readonly followers?: 'refuse' | 'detach' };
    readonly body: undefined;
    readonly answer: undefined;
  };
  /** Deletes an item, or a folder that is empty. */
  'catalog-remove': {
    readonly path: { readonly path: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: undefined;
  };
  /** Deletes the application in Entra after unregistering, confirmed by its id. Everybody is signed out; then only the set-up link admits. */
  'registration-delete-app': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: { readonly appId: string; readonly ticket?: string };
    readonly answer: Registration;
  };
  /** Ends all sessions of everybody, yours too, within a minute. Tiles are refreshed on, unless the sign-ins to Power BI end as well: then every token is removed, and everybody signs in again. */
  'auth-sign-everybody-out': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body:
      | {
          /** Also ends the sign-ins to Power BI: no tile is refreshed until its owner signs in. */
          readonly powerBi: 'remove-tokens';
          /** Confirm with the id of the registered application. */
          readonly appId: string;
        }
      | undefined;
    readonly answer: undefined;
  };
  /** Ends all your sessions of the portal, in every browser, within a minute. */
  'auth-sign-out-everywhere': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: undefined;
  };
  /** Everybody’s subscriptions that fail, are paused or have lost their tile, with the reason. A page may be shorter than asked for and still have a next one. */
  'overview-watched': {
    readonly path: undefined;
    readonly query: {
      readonly top?: number;
      readonly after?: string;
      readonly state?: 'failing' | 'paused' | 'retired';
    };
    readonly body: undefined;
    readonly answer: {
      readonly value: readonly OwnedSubscription[];
      /** Send it as `after` for the next page. */
      readonly next?: string;
    };
  };
  /** Follows a renamed item to its new name and refreshes the tile. Repeatable. */
  'subscriptions-repair-post': {
    readonly path: { readonly subscriptionId: string };
    readonly query: undefined;
    readonly body: RepairRequest;
    readonly answer: Run;
  };
  /** Forgets a report server with all passwords. Subscriptions on its reports stay, and their runs say so. */
  'report-servers-remove': {
    readonly path: { readonly serverId: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: undefined;
  };
  /** Forgets the stored credentials of a data source. */
  'data-sources-credentials-remove': {
    readonly path: { readonly dataSourceId: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: undefined;
  };
  /** Forgets your account on a report server. */
  'report-servers-unlink': {
    readonly path: { readonly serverId: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: undefined;
  };
  /** Gives everything of one person, such as one who has left, to another. */
  'owners-reassign': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: {
      /** Object id of the former owner. */
      readonly from: string;
      /** Object id of a person who has signed in to Power BI here. */
      readonly to: string;
    };
    readonly answer: Reassignment;
  };
  /** Gives the picture of a pin a new address and runs its subscription, so that the tile follows. */
  'pins-address': {
    readonly path: { readonly pinId: string };
    readonly query: undefined;
    readonly body: { readonly runId: string };
    readonly answer: Run;
  };
  /** Has all notifications sent to a webhook, such as a workflow of Teams or a Logic App. The address is kept as a secret and never shown again. */
  'webhook-put': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: WebhookRequest;
    readonly answer: Webhook;
  };
  /** How far a pin has come. */
  'pins-get': {
    readonly path: { readonly pinId: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: Pin;
  };
  /** How far the last removal of everybody’s tokens for Power BI has come. */
  'auth-sign-everybody-out-get': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: SignInEnding;
  };
  /** How far the move of a tile has come; the last one of a subscription is kept. */
  'moves-get': {
    readonly path: { readonly subscriptionId: string; readonly moveId: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: TileMove;
  };
  /** How the command line signs in: its public client, which has no secret, and the scope to ask for. */
  'command-line-get': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: CommandLineSignIn;
  };
  /** How the installation does: counts by state, owners who have left, lateness, and what is due within the next hour. */
  'overview-get': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: Overview;
  };
  /** Installs the template kit as far as it goes by API; may be repeated. */
  'template-kit-post': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: { readonly readersGroupId?: string };
    readonly answer: TemplateKit;
  };
  /** Keeps, in the key vault, what you would type where a report of a report server asks for the credentials of a data source: for your own tiles of that report. Unlinking the account forgets it. */
  'report-servers-credentials': {
    readonly path: { readonly serverId: string };
    readonly query: undefined;
    readonly body: PromptedCredentials;
    readonly answer: undefined;
  };
  /** Leads an administrator to Entra to consent for everybody, and back to returnTo. */
  'auth-consent': {
    readonly path: undefined;
    readonly query: { readonly returnTo?: string };
    readonly body: undefined;
    readonly answer: undefined;
  };
  /** Leads to Entra to sign in to Power BI, and back to returnTo. */
  'auth-power-bi': {
    readonly path: undefined;
    readonly query: { readonly returnTo?: string };
    readonly body: undefined;
    readonly answer: undefined;
  };
  /** Leads to Entra to sign in to the portal, and back to returnTo. With fresh=true you prove who you are. */
  'auth-sign-in': {
    readonly path: undefined;
    readonly query: { readonly returnTo?: string; readonly fresh?: 'true' | 'false' };
    readonly body: undefined;
    readonly answer: undefined;
  };
  /** Links you to your account on a report server, which decides what you may see. The password is tried first. */
  'report-servers-link': {
    readonly path: { readonly serverId: string };
    readonly query: undefined;
    readonly body: ReportServerLink;
    readonly answer: { readonly kind: 'own' | 'matched'; readonly account: string };
  };
  /** Looks at a report server with its stored account: product, version, time zone, and each right. */
  'report-servers-probe': {
    readonly path: { readonly serverId: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: ConnectedReportServer;
  };
  /** Looks for the visual that was pinned by hand. */
  'template-kit-verify': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: TemplateKit;
  };
  /** Makes a shared schedule, whose id you draw; or edits, pauses and resumes one for all that follow it: then send the stamp you read as If-Match. */
  'shared-schedules-put': {
    readonly path: { readonly scheduleId: string };
    readonly query: undefined;
    readonly body: SharedScheduleRequest;
    readonly answer: SharedSchedule;
  };
  /** Makes an empty dashboard. */
  'power-bi-dashboards-post': {
    readonly path: { readonly workspaceId: string };
    readonly query: { readonly as?: 'me' | 'service' };
    readonly body: { readonly name: string };
    readonly answer: Dashboard;
  };
  /** Makes shared schedules and pins from those of a report server, each pin in its owner’s name. What was moved before is left alone, so it can be repeated. */
  'report-servers-import': {
    readonly path: { readonly serverId: string };
    readonly query: undefined;
    readonly body: ReportServerImportInput;
    readonly answer: ReportServerImport;
  };
  /** Marks a notification as read; of the installation’s own, for all administrators. */
  'notifications-read': {
    readonly path: { readonly id: string };
    readonly query: { readonly of?: 'me' | 'installation' };
    readonly body: undefined;
    readonly answer: undefined;
  };
  /** Moves the tile to another dashboard: the new one is made first, then the former one goes. You draw the id, so that a repeated request is one move. */
  'moves-put': {
    readonly path: { readonly subscriptionId: string; readonly moveId: string };
    readonly query: undefined;
    readonly body: TileMoveRequest;
    readonly answer: TileMove;
  };
  /** My Subscriptions. */
  'subscriptions-list': {
    readonly path: undefined;
    readonly query: { readonly as?: 'me' | 'service' };
    readonly body: undefined;
    readonly answer: { readonly value: readonly Subscription[] };
  };
  /** One of your subscriptions. */
  'subscriptions-get': {
    readonly path: { readonly subscriptionId: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: Subscription;
  };
  /** Pins an item to a dashboard. You draw the id, so that a repeated request is one pin. */
  'pins-put': {
    readonly path: { readonly pinId: string };
    readonly query: undefined;
    readonly body: PinRequest;
    readonly answer: Pin;
  };
  /** Pins several items of a report at once. You draw the ids; each item is a pin of its own, and says itself why it is not pinned. */
  'pins-post': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: PinsRequest;
    readonly answer: RequestedPins;
  };
  /** Reads a ScheduleDefinition of a report server. What cannot be kept is refused with SCHEDULE_INVALID and the reason. */
  'schedules-import': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: ScheduleImport;
    readonly answer: SchedulePreview;
  };
  /** Registers with Power BI, or goes on with a registration that stopped half-way. An application that you made yourself is registered by verify-app. */
  'registration-post': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: RegisterRequest | undefined;
    readonly answer: Registration;
  };
  /** Registers with an application that you made in Entra yourself: go on at the location it answers; once a sign-in with the application has gone through, it is saved. */
  'registration-verify-app': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: { readonly appId: string; readonly returnTo?: string };
    readonly answer: { readonly location: string };
  };
  /** Runs it now. You draw the id, so that a repeated request is one run. */
  'runs-put': {
    readonly path: { readonly subscriptionId: string; readonly runId: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: Run;
  };
  /** S14: gives a subscription to somebody else, with its pin and picture; done within moments. */
  'owners-put': {
    readonly path: { readonly subscriptionId: string };
    readonly query: undefined;
    readonly body: {
      /** Object id of a person who has signed in to Power BI here. */
      readonly owner: string;
    };
    readonly answer: undefined;
  };
  /** S7: what an item that was renamed in its report may be called now. */
  'subscriptions-repair-get': {
    readonly path: { readonly subscriptionId: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: RepairProposal;
  };
  /** Sends a message to the webhook that says that it is a test. */
  'webhook-test': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: Readonly<Record<string, unknown>> | undefined;
    readonly answer: undefined;
  };
  /** Sends notifications to no webhook any more, and makes its address unreadable. */
  'webhook-delete': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: undefined;
  };
  /** Signs out of Power BI: the stored token is made unreadable, tiles stay and are no longer refreshed. */
  'me-power-bi-delete': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: undefined;
  };
  /** Signs out of the portal in this browser. */
  'auth-sign-out': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: undefined;
  };
  /** Stores the credentials of a data source, for the server its definition names. They are never shown again. */
  'data-sources-credentials-put': {
    readonly path: { readonly dataSourceId: string };
    readonly query: undefined;
    readonly body:
      | {
          readonly mode: 'stored';
          /** A login of the server, or DOMAIN\user. */
          readonly user: string;
          readonly password: string;
        }
      | { readonly mode: 'none' }
      | { readonly mode: 'prompt' };
    readonly answer: DataSource;
  };
  /** The data sources of a report, shared ones included, and whether their credentials are stored. */
  'data-sources-of-report': {
    readonly path: { readonly reportId: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: { readonly value: readonly DataSource[] };
  };
  /** The history of its runs, newest first. */
  'runs-list': {
    readonly path: { readonly subscriptionId: string };
    readonly query: { readonly top?: number; readonly after?: string };
    readonly body: undefined;
    readonly answer: {
      readonly value: readonly Run[];
      /** Send it as `after` for the next page. */
      readonly next?: string;
    };
  };
  /** The next occurrences of its schedule; of one that does not fire now, those it would have. */
  'subscriptions-occurrences': {
    readonly path: { readonly subscriptionId: string };
    readonly query: { readonly count?: number };
    readonly body: undefined;
    readonly answer: SchedulePreview;
  };
  /** The picture of one item. Parameters of the report go in the query as p.<name>. */
  'reports-picture': {
    readonly path: { readonly reportId: string; readonly itemName: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: Blob;
  };
  /** The report servers beside the own catalog, and as whom you are known there. */
  'report-servers-list': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: { readonly value: readonly ReportServer[] };
  };
  /** The schedules that subscriptions may follow; for administrators with the number of followers. */
  'shared-schedules-list': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: { readonly value: readonly SharedSchedule[] };
  };
  /** The subscriptions of one person, such as one who has left. */
  'overview-owned': {
    readonly path: undefined;
    readonly query: { readonly owner: string };
    readonly body: undefined;
    readonly answer: { readonly value: readonly OwnedSubscription[] };
  };
  /** This description. */
  'openapi-get': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: Readonly<Record<string, unknown>>;
  };
  /** Unpins: ends the subscription and removes the model and report behind the tile. What is left on the dashboard is in the answer. */
  'subscriptions-delete': {
    readonly path: { readonly subscriptionId: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: Unpinned;
  };
  /** Unregisters from Power BI. Tiles stay and are no longer refreshed; registering again resumes. */
  'registration-delete': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: Registration;
  };
  /** Updates the registration: brings the redirect URLs in line with the portal URLs, and puts back what was taken away in Entra. */
  'registration-patch': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: { readonly ticket?: string } | undefined;
    readonly answer: Registration;
  };
  /** Uploads a report (.rdl), shared data source (.rds), shared dataset (.rsd), or a document that reports read (.xml, .csv, .json, images); missing folders are made. Passwords in connection strings are taken out and kept in the key vault. */
  'catalog-put': {
    readonly path: { readonly path: string };
    readonly query: undefined;
    readonly body: Blob;
    readonly answer: CatalogItem;
  };
  /** What a copy of a folder of reports into the own catalog would do, and why some cannot be copied; nothing is changed. */
  'report-servers-copy-plan': {
    readonly path: { readonly serverId: string };
    readonly query: { readonly folder?: string; readonly to?: string };
    readonly body: undefined;
    readonly answer: ReportServerCopy;
  };
  /** What a folder holds, folders first. */
  'catalog-list': {
    readonly path: undefined;
    readonly query: { readonly folder?: string; readonly source?: string; readonly search?: string };
    readonly body: undefined;
    readonly answer: { readonly value: readonly CatalogItem[] };
  };
  /** What a form asks for the parameters: prompts, valid values and defaults, with what was chosen so far in the query as p.<name> (p.<name>:isnull=true for null). */
  'reports-parameters': {
    readonly path: { readonly reportId: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: { readonly value: readonly ParameterPrompt[] };
  };
  /** What a schedule means, before it is saved: in plain words, and its next occurrences. */
  'schedules-preview': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: SchedulePreviewRequest;
    readonly answer: SchedulePreview;
  };
  /** What an import of the server’s Power BI subscriptions and shared schedules would do, and why some cannot be moved; nothing is changed. */
  'report-servers-import-plan': {
    readonly path: { readonly serverId: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: ReportServerImport;
  };
  /** What needs your hand, newest first; for administrators also what the installation’s own tiles need. */
  'notifications-list': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: { readonly value: readonly Notification[] };
  };
  /** What of the template kit stands. */
  'template-kit-get': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: TemplateKit;
  };
  /** What the tile of one of your subscriptions shows now. */
  'subscriptions-picture': {
    readonly path: { readonly subscriptionId: string };
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: Blob;
  };
  /** Where Entra sends people back to. */
  'auth-callback': {
    readonly path: undefined;
    readonly query: {
      readonly code?: string;
      readonly state?: string;
      readonly error?: string;
      readonly error_description?: string;
      readonly admin_consent?: string;
      readonly tenant?: string;
    };
    readonly body: undefined;
    readonly answer: undefined;
  };
  /** Where notifications are sent, beside the portal. */
  'webhook-get': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: Webhook;
  };
  /** Whether and how this installation is registered with Power BI. */
  'registration-get': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: Registration;
  };
  /** Whether the app answers and reaches its storage. */
  'health-get': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: { readonly status: 'ok' };
  };
  /** Whether the app reaches all it needs to serve people: its storage, and the keys in its vault. */
  'ready-get': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: { readonly status: 'ready' };
  };
  /** Who can be given subscriptions: people who have signed in to Power BI here, at most 50, by name. */
  'people-list': {
    readonly path: undefined;
    readonly query: { readonly search?: string };
    readonly body: undefined;
    readonly answer: People;
  };
  /** Who did what that concerns everybody, newest first: registration, administrators, owners, settings, what programs changed. A page may be shorter than asked for and still have a next one. */
  'audit-list': {
    readonly path: undefined;
    readonly query: { readonly top?: number; readonly after?: string };
    readonly body: undefined;
    readonly answer: {
      readonly value: readonly AuditEntry[];
      /** Send it as `after` for the next page. */
      readonly next?: string;
    };
  };
  /** Who is signed in to the portal and to Power BI. */
  'me-get': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: undefined;
    readonly answer: Me;
  };
  /** Workspaces you can pin in, live from Power BI. */
  'power-bi-workspaces': {
    readonly path: undefined;
    readonly query: { readonly as?: 'me' | 'service' };
    readonly body: undefined;
    readonly answer: { readonly value: readonly Workspace[] };
  };
  /** Writes a schedule as a ScheduleDefinition of report servers. */
  'schedules-export': {
    readonly path: undefined;
    readonly query: undefined;
    readonly body: { readonly schedule: Schedule };
    readonly answer: ScheduleDefinition;
  };
  /** Your pins, newest first. */
  'pins-list': {
    readonly path: undefined;
    readonly query: { readonly top?: number; readonly after?: string; readonly as?: 'me' | 'service' };
    readonly body: undefined;
    readonly answer: {
      readonly value: readonly Pin[];
      /** Send it as `after` for the next page. */
      readonly next?: string;
    };
  };
};

export const OPERATIONS = {
  'audit-list': { method: 'GET', path: '/api/audit' },
  'auth-callback': { method: 'GET', path: '/api/auth/callback' },
  'auth-consent': { method: 'GET', path: '/api/auth/consent' },
  'auth-power-bi': { method: 'GET', path: '/api/auth/power-bi' },
  'auth-sign-everybody-out': { method: 'POST', path: '/api/auth/sign-everybody-out' },
  'auth-sign-everybody-out-get': { method: 'GET', path: '/api/auth/sign-everybody-out' },
  'auth-sign-in': { method: 'GET', path: '/api/auth/sign-in' },
  'auth-sign-out': { method: 'POST', path: '/api/auth/sign-out' },
  'auth-sign-out-everywhere': { method: 'POST', path: '/api/auth/sign-out-everywhere' },
  'catalog-list': { method: 'GET', path: '/api/catalog' },
  'catalog-put': { method: 'PUT', path: '/api/catalog/{path}' },
  'catalog-remove': { method: 'DELETE', path: '/api/catalog/{path}' },
  'command-line-get': { method: 'GET', path: '/api/command-line' },
  'data-sources-credentials-put': { method: 'PUT', path: '/api/data-sources/{dataSourceId}/credentials' },
  'data-sources-credentials-remove': {
    method: 'DELETE',
    path: '/api/data-sources/{dataSourceId}/credentials',
  },
  'data-sources-get': { method: 'GET', path: '/api/data-sources/{dataSourceId}' },
  'data-sources-of-report': { method: 'GET', path: '/api/reports/{reportId}/data-sources' },
  'data-sources-test': { method: 'POST', path: '/api/data-sources/{dataSourceId}/test' },
  'health-get': { method: 'GET', path: '/api/health' },
  'me-get': { method: 'GET', path: '/api/me' },
  'me-power-bi-delete': { method: 'DELETE', path: '/api/me/power-bi' },
  'moves-get': { method: 'GET', path: '/api/subscriptions/{subscriptionId}/moves/{moveId}' },
  'moves-put': { method: 'PUT', path: '/api/subscriptions/{subscriptionId}/moves/{moveId}' },
  'notifications-list': { method: 'GET', path: '/api/notifications' },
  'notifications-read': { method: 'POST', path: '/api/notifications/{id}/read' },
  'openapi-get': { method: 'GET', path: '/api/openapi.json' },
  'overview-get': { method: 'GET', path: '/api/overview' },
  'overview-owned': { method: 'GET', path: '/api/overview/owned' },
  'overview-watched': { method: 'GET', path: '/api/overview/subscriptions' },
  'owners-put': { method: 'PUT', path: '/api/subscriptions/{subscriptionId}/owner' },
  'owners-reassign': { method: 'POST', path: '/api/owners/reassign' },
  'people-list': { method: 'GET', path: '/api/people' },
  'pins-address': { method: 'POST', path: '/api/pins/{pinId}/address' },
  'pins-get': { method: 'GET', path: '/api/pins/{pinId}' },
  'pins-list': { method: 'GET', path: '/api/pins' },
  'pins-post': { method: 'POST', path: '/api/pins' },
  'pins-put': { method: 'PUT', path: '/api/pins/{pinId}' },
  'power-bi-dashboards': { method: 'GET', path: '/api/power-bi/workspaces/{workspaceId}/dashboards' },
  'power-bi-dashboards-post': { method: 'POST', path: '/api/power-bi/workspaces/{workspaceId}/dashboards' },
  'power-bi-workspaces': { method: 'GET', path: '/api/power-bi/workspaces' },
  'ready-get': { method: 'GET', path: '/api/ready' },
  'registration-admin-sign-in': { method: 'POST', path: '/api/registration/admin-sign-in' },
  'registration-delete': { method: 'DELETE', path: '/api/registration' },
  'registration-delete-app': { method: 'POST', path: '/api/registration/delete-app' },
  'registration-get': { method: 'GET', path: '/api/registration' },
  'registration-patch': { method: 'PATCH', path: '/api/registration' },
  'registration-post': { method: 'POST', path: '/api/registration' },
  'registration-service-owned': { method: 'PUT', path: '/api/registration/service-owned' },
  'registration-verify-app': { method: 'POST', path: '/api/registration/verify-app' },
  'report-servers-add': { method: 'POST', path: '/api/report-servers' },
  'report-servers-change': { method: 'PUT', path: '/api/report-servers/{serverId}' },
  'report-servers-copy': { method: 'POST', path: '/api/report-servers/{serverId}/copy' },
  'report-servers-copy-plan': { method: 'GET', path: '/api/report-servers/{serverId}/copy' },
  'report-servers-credentials': { method: 'PUT', path: '/api/report-servers/{serverId}/credentials' },
  'report-servers-import': { method: 'POST', path: '/api/report-servers/{serverId}/import' },
  'report-servers-import-plan': { method: 'GET', path: '/api/report-servers/{serverId}/import' },
  'report-servers-link': { method: 'PUT', path: '/api/report-servers/{serverId}/link' },
  'report-servers-list': { method: 'GET', path: '/api/report-servers' },
  'report-servers-probe': { method: 'POST', path: '/api/report-servers/{serverId}/probe' },
  'report-servers-remove': { method: 'DELETE', path: '/api/report-servers/{serverId}' },
  'report-servers-unlink': { method: 'DELETE', path: '/api/report-servers/{serverId}/link' },
  'reports-get': { method: 'GET', path: '/api/reports/{reportId}' },
  'reports-parameters': { method: 'GET', path: '/api/reports/{reportId}/parameters' },
  'reports-picture': { method: 'GET', path: '/api/reports/{reportId}/items/{itemName}/picture' },
  'runs-list': { method: 'GET', path: '/api/subscriptions/{subscriptionId}/runs' },
  'runs-put': { method: 'PUT', path: '/api/subscriptions/{subscriptionId}/runs/{runId}' },
  'schedules-export': { method: 'POST', path: '/api/schedules/export' },
  'schedules-import': { method: 'POST', path: '/api/schedules/import' },
  'schedules-preview': { method: 'POST', path: '/api/schedules/preview' },
  'setup-session': { method: 'POST', path: '/api/setup/session' },
  'shared-schedules-delete': { method: 'DELETE', path: '/api/shared-schedules/{scheduleId}' },
  'shared-schedules-list': { method: 'GET', path: '/api/shared-schedules' },
  'shared-schedules-put': { method: 'PUT', path: '/api/shared-schedules/{scheduleId}' },
  'subscriptions-delete': { method: 'DELETE', path: '/api/subscriptions/{subscriptionId}' },
  'subscriptions-get': { method: 'GET', path: '/api/subscriptions/{subscriptionId}' },
  'subscriptions-list': { method: 'GET', path: '/api/subscriptions' },
  'subscriptions-occurrences': { method: 'GET', path: '/api/subscriptions/{subscriptionId}/occurrences' },
  'subscriptions-patch': { method: 'PATCH', path: '/api/subscriptions/{subscriptionId}' },
  'subscriptions-picture': { method: 'GET', path: '/api/subscriptions/{subscriptionId}/picture' },
  'subscriptions-repair-get': { method: 'GET', path: '/api/subscriptions/{subscriptionId}/repair' },
  'subscriptions-repair-post': { method: 'POST', path: '/api/subscriptions/{subscriptionId}/repair' },
  'template-kit-get': { method: 'GET', path: '/api/template-kit' },
  'template-kit-post': { method: 'POST', path: '/api/template-kit' },
  'template-kit-verify': { method: 'POST', path: '/api/template-kit/verify' },
  'webhook-delete': { method: 'DELETE', path: '/api/notification-webhook' },
  'webhook-get': { method: 'GET', path: '/api/notification-webhook' },
  'webhook-put': { method: 'PUT', path: '/api/notification-webhook' },
  'webhook-test': { method: 'POST', path: '/api/notification-webhook/test' },
} as const satisfies Record<keyof Operations, { readonly method: string; readonly path: string }>;
