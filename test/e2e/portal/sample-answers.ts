import type {
  AuditEntry,
  CatalogItem,
  ConnectedReportServer,
  Dashboard,
  DataSource,
  Me,
  Notification,
  Overview,
  ParameterPrompt,
  People,
  Pin,
  Registration,
  Report,
  ReportServer,
  Run,
  SchedulePreview,
  SchedulePreviewRequest,
  SharedSchedule,
  Subscription,
  TemplateKit,
  Webhook,
  Workspace,
} from '../../../client/operations.ts';

/** What the mock API shows unless a test says otherwise: a person with two subscriptions, one of them in trouble. */
export type Answers = {
  readonly me: Me;
  readonly notifications: readonly Notification[];
  readonly registration: Registration;
  readonly templateKit: TemplateKit;
  readonly catalog: readonly CatalogItem[];
  readonly report: Report;
  /** What a form asks, by what is chosen so far. */
  readonly parameters: (chosen: URLSearchParams) => readonly ParameterPrompt[];
  readonly dataSources: readonly DataSource[];
  readonly workspaces: readonly Workspace[];
  readonly dashboards: readonly Dashboard[];
  readonly subscriptions: readonly Subscription[];
  readonly runs: readonly Run[];
  readonly sharedSchedules: readonly SharedSchedule[];
  readonly overview: Overview;
  readonly webhook: Webhook;
  readonly reportServers: readonly ReportServer[];
};

/** Stands for every picture of an item. */
export const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 280 200" width="280" height="200"><rect width="280" height="200" fill="#fff"/><path d="M40 160h220M70 160V70h30v90zm70 0V40h30v120zm70 0V100h30v60z" fill="#01b8aa" stroke="#666"/></svg>`;

export const REPORT_ID = '5a1e5000-0000-4000-8000-000000000001';
export const SUBSCRIPTION_ID = '5b000000-0000-4000-8000-000000000001';
export const SALES = '6a000000-0000-4000-8000-000000000001';
export const OVERVIEW = '6b000000-0000-4000-8000-000000000001';
const CALLBACK = 'https://tiles.contoso.example/api/auth/callback';

const STEPS = ['tenant', 'app', 'api', 'service-principal', 'credential', 'consent'];

export const USER = {
  name: 'Bob Report',
  upn: 'bob@contoso.example',
  roles: [],
  admin: false,
  publisher: false,
  mayActAsService: false,
};
export const ADMIN = { ...USER, name: 'Ada Admin', upn: 'ada@contoso.example', admin: true, publisher: true };

export const NOT_SIGNED_IN = { signedIn: false, registered: true, canSignIn: true };

export function sampleAnswers(): Answers {
  return {
    me: {
      signedIn: true,
      user: USER,
      registered: true,
      canSignIn: true,
      powerBi: {
        state: 'valid',
        account: 'bob@contoso.example',
        signedInAt: '2026-11-20T08:00:00Z',
        expiresAt: '2027-02-18T08:00:00Z',
      },
      unreadNotifications: 1,
    },
    notifications: NOTIFICATIONS,
    registration: {
      state: 'registered',
      cloud: 'public',
      tenantId: '7a6f2c1e-5b3d-4e8f-9a0b-1c2d3e4f5a6b',
      tenantName: 'Contoso Reports',
      appId: '0490f2bf-8d21-4fd5-8ef9-e320869cee10',
      redirectUrls: [CALLBACK],
      portalUrls: ['https://tiles.contoso.example'],
      missingRedirectUrls: [],
      obsoleteRedirectUrls: [],
      byHand: {
        redirectUrls: [CALLBACK],
        federatedCredential: {
          issuer: 'https://login.example/7a6f2c1e-5b3d-4e8f-9a0b-1c2d3e4f5a6b/v2.0',
          subject: '1d000000-0000-4000-8000-0000000000f1',
          audience: 'api://AzureADTokenExchange',
        },
        permissions: ['Dashboard.ReadWrite.All', 'Dataset.ReadWrite.All'],
      },
      steps: STEPS.map((step) => ({ step, done: true })),
      changedAt: '2026-11-20T08:00:00Z',
      serviceOwned: false,
    },
    templateKit: {
      state: 'ready',
      reportUrl: 'https://app.example/reports/1',
      verifiedAt: '2026-11-20T08:05:00Z',
    },
    catalog: [
      catalogItem('folder', 'Finance'),
      catalogItem('report', 'Sales Overview'),
      catalogItem('data-source', 'Warehouse'),
      catalogItem('dataset', 'Regions'),
    ],
    report: REPORT,
    parameters: samplePrompts,
    dataSources: [
      {
        id: '5d000000-0000-4000-8000-000000000001',
        kind: 'shared',
        name: 'Warehouse',
        path: '/Shared/Warehouse',
        provider: 'SQL',
        server: 'sql-server:db.contoso.example:1433',
        credentials: 'missing',
      },
      {
        id: '5d000000-0000-4000-8000-000000000002',
        kind: 'embedded',
        name: 'Targets',
        path: '/Samples/Sales Overview',
        provider: 'POSTGRESQL',
        server: 'postgresql:pg.contoso.example:5432',
        credentials: 'stored',
        mode: 'stored',
        changedAt: '2026-11-20T08:00:00Z',
      },
    ],
    workspaces: [
      { id: SALES, name: 'Sales' },
      { id: '6a000000-0000-4000-8000-000000000002', name: 'Operations' },
    ],
    dashboards: [{ id: OVERVIEW, name: 'Sales overview', webUrl: 'https://app.example/dashboards/1' }],
    subscriptions: [
      subscription({}),
      subscription({
        id: '5b000000-0000-4000-8000-000000000002',
        itemName: 'OrdersToday',
        statusText: MISSING_CREDENTIALS,
        statusCode: 'CREDENTIALS_NOT_STORED',
        createdAt: '2026-11-01T08:00:00Z',
      }),
    ],
    runs: RUNS,
    sharedSchedules: [sharedSchedule()],
    overview: overview(),
    reportServers: [],
    webhook: {
      format: 'teams',
      host: 'contoso.webhook.office.example',
      changedAt: '2026-11-20T08:00:00Z',
    },
  };
}

/** A pin whose Image tile the person adds. */
export function picturePinView(id: string): Pin {
  const { seeItUrl: _, ...made } = pinView(id, {
    mode: 'picture',
    state: 'pinned',
    imageTile: {
      url: `https://tiles.contoso.example/t/${id}/AbCdEfGhIjKlMnOpQrStUvWxYz0123456789/current.png`,
      title: 'Sales Overview',
      linkUrl: `https://tiles.contoso.example/reports/${REPORT_ID}?p.Region=East`,
      steps: [
        'Open the dashboard in Power BI and choose Edit, then Add a tile, then Image.',
        'Paste the url as the URL of the image.',
        'Choose Set custom link and paste the linkUrl, so that the tile leads back to the report.',
        'Give it the title, and choose Apply. The tile follows the picture by itself.',
      ],
    },
  });
  return made;
}

/** The same report with other members. */
export function reportWith(changes: Partial<Report>): Report {
  return { ...REPORT, ...changes };
}

/** Says how often in a word, and three occurrences of a day each. */
export function schedulePreview(body: unknown): SchedulePreview {
  const { schedule } = body as SchedulePreviewRequest;
  const next = ['2026-11-25T12:30:00Z', '2026-11-26T12:30:00Z', '2026-11-27T12:30:00Z'];
  return {
    schedule,
    text: `Repeats ${schedule.recurrence.kind}, ${schedule.zone}`,
    next: next.map((at) => ({ at, local: at })),
  };
}

/** A pin as the API shows it; `done` steps of the six. */
export function pinView(id: string, changes: Partial<Pin> = {}, done = 0): Pin {
  const steps = ['picture', 'model', 'report', 'row', 'tile', 'subscription'];
  return {
    id,
    state: 'pending',
    mode: 'template',
    reportId: REPORT_ID,
    reportTitle: 'Sales Overview',
    itemName: 'SalesTrend',
    dashboardName: 'Sales overview',
    steps: steps.map((step, index) => ({ step, done: index < done })),
    seeItUrl: 'https://app.example/dashboards/1',
    createdAt: '2026-11-24T08:00:00Z',
    ...changes,
  };
}

export const OWNER_LEFT = {
  oid: 'e0000000-0000-4000-8000-00000000000e',
  name: 'Eve Left',
  upn: 'eve@contoso.example',
};

export const PEOPLE: People = {
  value: [
    { ...OWNER_LEFT, powerBi: 'required' },
    {
      oid: 'e0000000-0000-4000-8000-0000000000c1',
      name: 'Cleo Finance',
      upn: 'cleo@contoso.example',
      powerBi: 'valid',
    },
    {
      oid: 'e0000000-0000-4000-8000-0000000000d1',
      name: 'Dan Delayed',
      upn: 'dan@contoso.example',
      powerBi: 'required',
    },
  ],
  complete: true,
};

export const REPORT_SERVER: ReportServer = {
  id: 'ab12cd34',
  name: 'Contoso reports',
  portalUrl: 'https://reports.contoso.example/Reports',
  product: 'SqlServerReportingServices',
  productVersion: '16.0.1113.11',
  auth: 'ntlm',
  canMatch: true,
};

export const LINKED_SERVER: ReportServer = {
  ...REPORT_SERVER,
  link: { kind: 'own', account: 'CONTOSO\\bob' },
};

/** What an administrator sees after a look at it. */
export const CONNECTED_SERVER: ConnectedReportServer = {
  ...REPORT_SERVER,
  account: 'CONTOSO\\tiles',
  hasCertificates: false,
  timeZone: 'Europe/Warsaw',
  productName: 'SQL Server 2022 Reporting Services',
  serverAccount: 'CONTOSO\\tiles',
  rights: [
    { right: 'browse', state: 'granted', role: 'Browser', without: 'Nothing can be found.' },
    {
      right: 'read-definitions',
      state: 'missing',
      role: 'Content Manager',
      without: 'Items of reports cannot be drawn by themselves.',
    },
  ],
  changedAt: '2026-11-20T08:00:00Z',
};

function sharedSchedule(): SharedSchedule {
  return {
    id: '5c000000-0000-4000-8000-000000000001',
    name: 'Every morning',
    schedule: {
      zone: 'Europe/Warsaw',
      start: '2026-11-20T07:00',
      recurrence: { kind: 'daily', every: 1 },
    },
    scheduleText: 'Every day at 07:00, Europe/Warsaw',
    state: 'active',
    stamp: 'stamp-7',
    followers: 12,
    changedAt: '2026-11-20T08:00:00Z',
  };
}

function overview(): Overview {
  const minutes = Array.from({ length: 60 }, (_, minute) => ({
    minute: new Date(Date.UTC(2026, 10, 24, 8, minute)).toISOString(),
    count: (minute * 7) % 13,
  }));
  return {
    at: '2026-11-24T08:00:00Z',
    counts: {
      asOf: '2026-11-24T07:58:00Z',
      active: 1204,
      failing: 3,
      paused: 17,
      held: 5,
      retired: 2,
      ended: 40,
    },
    ownersLeft: [{ ...OWNER_LEFT, noticedAt: '2026-11-23T03:00:00Z' }],
    lateSeconds: 0,
    lateness: { deliveries: 1180, p50Seconds: 9.5, p99Seconds: 38.1 },
    openRuns: 12,
    nextHour: {
      total: minutes.reduce((sum, { count }) => sum + count, 0),
      complete: true,
      perMinute: minutes,
    },
  };
}

export function subscription(changes: Partial<Subscription>): Subscription {
  return {
    id: SUBSCRIPTION_ID,
    itemName: 'SalesTrend',
    reportId: REPORT_ID,
    reportTitle: 'Sales Overview',
    reportUrl: `https://tiles.contoso.example/reports/${REPORT_ID}`,
    parameters: { Region: 'East' },
    dashboardName: 'Sales overview',
    dashboardUrl: 'https://app.example/dashboards/1',
    mode: 'tile',
    schedule: {
      zone: 'America/New_York',
      start: '2026-11-20T07:30',
      recurrence: { kind: 'daily', every: 1 },
    },
    scheduleText: 'Every day at 07:30, America/New_York; next Wed 25 Nov 07:30',
    state: 'active',
    stamp: 'stamp-1',
    statusText: 'Done: 1 processed of 1 total; 0 errors.',
    lastRunAt: '2026-11-24T12:30:00Z',
    nextDueAt: '2026-11-25T12:30:00Z',
    createdAt: '2026-11-20T08:00:00Z',
    ...changes,
  };
}

export function catalogItem(kind: CatalogItem['kind'], name: string): CatalogItem {
  const id = kind === 'report' ? REPORT_ID : `5a1e5000-0000-4000-8000-0000000000${name.length}`;
  return { id, kind, name, path: `/${name}`, size: 28_688, modifiedAt: '2026-11-20T08:00:00Z' };
}

const MISSING_CREDENTIALS =
  'PowerBI Delivery error: dashboard: Sales overview, visual: OrdersToday, error: The current action cannot be completed. The user data source credentials do not meet the requirements to run this report or shared dataset. Either the user data source credentials are not stored in the report server database, or the user data source is configured not to require credentials but the unattended execution account is not specified. (rsInvalidDataSourceCredentialSetting)';

const box = (left: number, top: number, width: number, height: number) => ({ left, top, width, height });

const TREND = { name: 'SalesTrend', kind: 'chart' as const, ...box(0, 40, 260, 180) };
const PIE = { name: 'RevenueMix', kind: 'chart' as const, ...box(280, 40, 260, 180) };
const FANCY = { name: 'Regions', kind: 'map' as const, ...box(0, 240, 260, 100) };

const TABLE_CELLS = [
  ['Region', 'Amount', 'Share'],
  ['[Region]', '[Sum(Amount)]', '«Expr»'],
].flatMap((row, y) =>
  row.map((text, x) => ({
    ...box(x * 180, 360 + y * 30, 180, 30),
    text,
    fontSize: 10,
    bordered: true,
    verticalAlign: 'middle' as const,
    ...(y === 0 && { bold: true, color: '#FFFFFF', background: '#243A5E' }),
  })),
);

const REPORT: Report = {
  id: REPORT_ID,
  title: 'Sales Overview',
  path: '/Samples/Sales Overview',
  credentials: 'stored',
  missingCredentials: [],
  missingReferences: [],
  parameters: ['Region', 'City', 'Products', 'From', 'OnlyOpen', 'Note', 'Secret'].map((name) => ({
    name,
    dataType: 'String',
    hidden: name === 'Secret',
    multiValue: name === 'Products',
    nullable: false,
    required: false,
  })),
  pages: [
    {
      width: 540,
      height: 460,
      items: [
        {
          name: 'ReportTitle',
          kind: 'textbox',
          ...box(0, 0, 540, 28),
          text: { text: 'Sales of [@Region]', fontSize: 18, bold: true, color: '#243A5E' },
        },
        TREND,
        PIE,
        FANCY,
        { name: 'RegionTable', kind: 'tablix', ...box(0, 360, 540, 60), cells: TABLE_CELLS },
      ],
    },
  ],
  items: [
    { ...TREND, pinnable: true, why: null, drawable: true, reason: null },
    { ...PIE, pinnable: true, why: null, drawable: true, reason: null },
    {
      ...FANCY,
      pinnable: true,
      why: null,
      drawable: false,
      reason: 'Its layer asks for Bing map tiles, which cannot be fetched.',
    },
    {
      name: 'Spark',
      kind: 'chart',
      ...box(0, 0, 60, 20),
      pinnable: false,
      why: 'nested-in-data-region',
      drawable: false,
      reason: 'It repeats with the data region RegionTable around it, so it is not one picture.',
    },
    {
      name: 'Logo',
      kind: 'image',
      ...box(0, 0, 60, 20),
      pinnable: false,
      why: 'page-header',
      drawable: true,
      reason: null,
    },
  ],
};

/** A country's cities depend on the region; everything else stands for itself. */
function samplePrompts(chosen: URLSearchParams): readonly ParameterPrompt[] {
  const region = chosen.get('p.Region');
  const isKnown = region === null || region.startsWith('East') || region === 'West';
  const cities =
    region === null || !isKnown ? {} : { choices: [choice(`${region} A`), choice(`${region} B`)] };
  return [
    prompt(chosen, 'Region', {
      prompt: 'Sales region',
      ...(!isKnown && { problem: `Parameter 'Region': '${region}' is not allowed. Allowed: East, West.` }),
    }),
    prompt(chosen, 'City', {
      dependsOn: ['Region'],
      waitsFor: region === null ? ['Region'] : [],
      nullable: true,
      ...cities,
      values: region === null ? [] : [chosen.get('p.City')],
    }),
    prompt(chosen, 'Products', {
      multiValue: true,
      choices: [choice('A', 'Apples'), choice('B', 'Berries'), choice('C', 'Cherries')],
      values: chosen.has('p.Products') ? chosen.getAll('p.Products') : ['A', 'B', 'C'],
    }),
    prompt(chosen, 'From', { dataType: 'DateTime', values: [chosen.get('p.From') ?? '2026-01-01'] }),
    prompt(chosen, 'OnlyOpen', { dataType: 'Boolean', values: [chosen.get('p.OnlyOpen') ?? 'false'] }),
    prompt(chosen, 'Note', { nullable: true, values: [chosen.get('p.Note')] }),
    prompt(chosen, 'Secret', { hidden: true, values: ['x'] }),
  ];
}

function choice(value: string, label = value) {
  return { value, label };
}

function prompt(
  chosen: URLSearchParams,
  name: string,
  changes: Partial<ParameterPrompt> = {},
): ParameterPrompt {
  const value = chosen.get(`p.${name}`);
  return {
    name,
    prompt: name,
    dataType: 'String',
    hidden: false,
    multiValue: false,
    nullable: false,
    allowBlank: false,
    values: value === null ? [] : [value],
    given: value !== null,
    dependsOn: [],
    waitsFor: [],
    ...changes,
  };
}

export const AUDIT: readonly AuditEntry[] = [
  {
    id: 'a2',
    at: '2026-11-24T09:00:00Z',
    action: 'subscription.owner',
    by: {
      kind: 'account',
      oid: '1d000000-0000-4000-8000-0000000000a1',
      name: 'Ada',
      upn: 'ada@contoso.example',
    },
    subject: SUBSCRIPTION_ID,
    detail: 'bob@contoso.example to cleo@contoso.example',
  },
  {
    id: 'a1',
    at: '2026-11-20T09:00:00Z',
    action: 'administrator.admitted',
    by: { kind: 'set-up' },
    subject: 'ada@contoso.example',
  },
];

const NOTIFICATIONS: readonly Notification[] = [
  {
    id: 'n1',
    of: 'me',
    kind: 'sign-in',
    subject: SUBSCRIPTION_ID,
    code: 'SIGN_IN_REQUIRED',
    title: "We couldn't refresh some tiles in Power BI",
    text: 'Sign in to Power BI in My Settings.',
    action: { label: 'Go to My Settings', path: '/settings' },
    at: '2026-11-24T08:00:00Z',
    read: false,
  },
  {
    id: 'n2',
    of: 'me',
    kind: 'failed',
    subject: SUBSCRIPTION_ID,
    code: 'ITEM_NOT_FOUND',
    title: 'A tile could not be refreshed',
    text: "Error: Report item 'Chart1' cannot be found.",
    action: { label: 'Go to My Subscriptions', path: '/subscriptions' },
    at: '2026-11-23T08:00:00Z',
    read: true,
  },
];

const RUNS: readonly Run[] = [
  {
    key: 'r3',
    kind: 'manual',
    dueAt: '2026-11-24T12:31:00Z',
    state: 'waiting',
    attempt: 2,
    notBefore: '2026-11-24T12:33:00Z',
    text: 'Power BI did not answer. It is tried again by itself.',
  },
  {
    key: 'r2',
    kind: 'scheduled',
    dueAt: '2026-11-24T12:30:00Z',
    state: 'failed',
    attempt: 4,
    code: 'CREDENTIALS_NOT_STORED',
    text: MISSING_CREDENTIALS,
  },
  {
    key: 'r1',
    kind: 'scheduled',
    dueAt: '2026-11-23T12:30:00Z',
    state: 'missed',
    attempt: 1,
    missedFrom: '2026-11-20T12:30:00Z',
    missedCount: 4,
  },
  {
    key: 'r0',
    kind: 'scheduled',
    dueAt: '2026-11-19T12:30:00Z',
    state: 'succeeded',
    attempt: 1,
    text: 'Done: 1 processed of 1 total; 0 errors.',
  },
];
