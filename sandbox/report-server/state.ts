/** A report server's catalog, people and data, as tests and the sandbox seed it. Plain data. */
export type ServerRole = 'Browser' | 'Report Builder' | 'Content Manager';
export type SystemRole = 'System User' | 'System Administrator';

export type Person = {
  /** `CONTOSO\bob`, also what policies name. */
  readonly account: string;
  readonly password: string;
  readonly displayName: string;
  readonly systemRoles: readonly SystemRole[];
  readonly groups?: readonly string[];
};

export type CredentialRetrieval = 'Store' | 'Prompt' | 'Integrated' | 'None';

type Common = {
  readonly id: string;
  readonly path: string;
  readonly modifiedAt: string;
  readonly hidden?: boolean;
};
export type FolderItem = Common & { readonly type: 'Folder' };
export type DataSourceItem = Common & {
  readonly type: 'DataSource';
  readonly provider: string;
  readonly connectString: string;
  readonly credentials: CredentialRetrieval;
};
export type ReportItem = Common & {
  readonly type: 'Report';
  readonly definition: string;
  /** How the data sources that it embeds are signed in to, by name; `Prompt` where not named. */
  readonly embedded: Readonly<Record<string, CredentialRetrieval>>;
  /** Shown as it was then, not as its data is now. */
  readonly snapshotAt?: string;
};
/** A report under another name, with defaults of its own for its parameters. */
export type LinkedReportItem = Common & {
  readonly type: 'LinkedReport';
  /** Path of the report. */
  readonly link: string;
  readonly parameters: Readonly<Record<string, string>>;
};
export type DataSetItem = Common & {
  readonly type: 'DataSet';
  readonly definition: string;
  /** Path of its data source. */
  readonly dataSource: string;
};
export type ResourceItem = Common & { readonly type: 'Resource'; readonly content: Buffer };
/** Kinds that only have a name here. */
export type OtherItem = Common & { readonly type: 'PowerBIReport' | 'Kpi' };
export type Item =
  | FolderItem
  | DataSourceItem
  | ReportItem
  | LinkedReportItem
  | DataSetItem
  | ResourceItem
  | OtherItem;

export type ServerSubscriptionSeed = {
  readonly id: string;
  readonly owner: string;
  readonly report: string;
  readonly extension: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
  readonly schedule: Readonly<Record<string, unknown>> | string;
  readonly active: boolean;
  readonly status: string;
  readonly description: string;
};

export type SharedScheduleSeed = {
  readonly id: string;
  readonly name: string;
  readonly definition: string;
  readonly paused: boolean;
};

export type ReportServerSeed = {
  readonly productType: 'SqlServerReportingServices' | 'PowerBiReportServer';
  readonly productVersion: string;
  readonly productName: string;
  readonly timeZone: string;
  readonly people: readonly Person[];
  /** Who has which role from a path downwards, until a path below names its own. */
  readonly policies: Readonly<Record<string, Readonly<Record<string, readonly ServerRole[]>>>>;
  readonly items: readonly Item[];
  /** What the databases behind shared and embedded data sources hold: rows by the name of a table. */
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, string | number>>[]>>;
  readonly subscriptions: readonly ServerSubscriptionSeed[];
  readonly schedules: readonly SharedScheduleSeed[];
};

export type Execution = {
  readonly id: string;
  readonly account: string;
  readonly definition: string;
  readonly reportPath: string;
  readonly item: ReportItem | undefined;
  /** Of a linked report. */
  readonly defaults: Readonly<Record<string, string>>;
  readonly startedAt: number;
  usedAt: number;
  parameters: Map<string, (string | null)[]>;
  readonly credentials: Map<string, string>;
  readonly streams: Map<string, { readonly bytes: Buffer; readonly mimeType: string }>;
};

export type ServerState = ReportServerSeed & {
  items: Item[];
  policies: ReportServerSeed['policies'];
  subscriptions: ServerSubscriptionSeed[];
  readonly executions: Map<string, Execution>;
};
