import { type Exchange, loadPowerBiContract } from '../../../../sandbox/power-bi/contract/swagger.ts';
import type { VerifiedToken } from '../../../../sandbox/power-bi/http/caller.ts';
import type { PowerBiSeed } from '../../../../sandbox/power-bi/seed/seed.ts';
import { kitTables } from '../../../../sandbox/power-bi/seed/template-kit.ts';
import { type PowerBiStandIn, startPowerBi } from '../../../../sandbox/power-bi/start.ts';
import { createSandboxClock } from '../../../../sandbox/shared/clock.ts';

export const TENANT = '7a6f2c1e-5b3d-4e8f-9a0b-1c2d3e4f5a6b';
export const ADA = 'a0000000-0000-4000-8000-00000000000a';
export const BOB = 'b0000000-0000-4000-8000-00000000000b';
export const EVE = 'e0000000-0000-4000-8000-00000000000e';
export const FREE = 'f0000000-0000-4000-8000-00000000000f';
export const READERS = '99000000-0000-4000-8000-000000000099';

export const SALES = '11000000-0000-4000-8000-000000000001';
export const FINANCE = '11000000-0000-4000-8000-000000000002';
export const TEMPLATES = '11000000-0000-4000-8000-000000000003';
export const OVERVIEW = '22000000-0000-4000-8000-000000000001';
export const BOARD_PACK = '22000000-0000-4000-8000-000000000002';
export const CLOSE = '22000000-0000-4000-8000-000000000003';
export const TEMPLATE_DASHBOARD = '22000000-0000-4000-8000-000000000004';
export const TEMPLATE_MODEL = '33000000-0000-4000-8000-000000000001';
export const TEMPLATE_REPORT = '44000000-0000-4000-8000-000000000001';
export const MISSING = '00000000-0000-4000-8000-0000000000ff';
export const MINE = '00000000-0000-0000-0000-000000000000';

/** Ada administers; Bob contributes to Sales and views the rest; Eve views Sales; Frank has no Pro licence. */
export const SEED: PowerBiSeed = {
  tenantId: TENANT,
  users: [
    { oid: ADA, name: 'Ada Admin', email: 'ada@contoso.example' },
    { oid: BOB, name: 'Bob Report', email: 'bob@contoso.example' },
    { oid: EVE, name: 'Eve Viewer', email: 'eve@contoso.example' },
    { oid: FREE, name: 'Frank Free', email: 'frank@contoso.example', licence: 'Free' },
  ],
  groups: [{ id: READERS, name: 'Template readers', members: [BOB, FREE] }],
  workspaces: [
    {
      id: SALES,
      name: 'Sales',
      grants: [
        { principalId: ADA, role: 'Admin' },
        { principalId: BOB, role: 'Contributor' },
        { principalId: EVE, role: 'Viewer' },
        { principalId: FREE, role: 'Contributor' },
      ],
      dashboards: [
        { id: OVERVIEW, name: 'Overview' },
        { id: BOARD_PACK, name: 'Board pack', readOnly: true },
      ],
    },
    {
      id: FINANCE,
      name: 'Finance',
      grants: [{ principalId: ADA, role: 'Admin' }],
      dashboards: [{ id: CLOSE, name: 'Month-end close' }],
    },
    {
      id: TEMPLATES,
      name: 'Templates',
      grants: [
        { principalId: ADA, role: 'Admin' },
        { principalId: READERS, principalType: 'Group', role: 'Viewer' },
      ],
      models: [{ id: TEMPLATE_MODEL, name: 'Template' }],
      reports: [{ id: TEMPLATE_REPORT, name: 'Template', model: 'Template' }],
      dashboards: [
        {
          id: TEMPLATE_DASHBOARD,
          name: 'Template',
          tiles: [
            { report: 'Template', visual: 'picture', position: { x: 0, y: 0, colSpan: 2, rowSpan: 2 } },
          ],
        },
      ],
    },
  ],
};

/** Everything the product asks for, and what the Fabric API wants. */
export const SCOPES = [
  'Workspace.Read.All',
  'Workspace.ReadWrite.All',
  'Dashboard.ReadWrite.All',
  'Dataset.ReadWrite.All',
  'Report.ReadWrite.All',
  'Content.Create',
];

/** Tokens of these tests are their own claims; anything else is none of the directory's. */
export function tokenFor(oid: string, changes: Partial<VerifiedToken> = {}): string {
  const claims: VerifiedToken = { oid, tid: TENANT, scp: SCOPES, ...changes };
  return Buffer.from(JSON.stringify(claims), 'utf8').toString('base64url');
}

export function verifyToken(bearer: string): VerifiedToken | undefined {
  try {
    return JSON.parse(Buffer.from(bearer, 'base64url').toString('utf8')) as VerifiedToken;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export type Answered = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed JSON; undefined for an empty body. */
  readonly body: Body;
};

/** What these tests read of answers. */
export type Body = {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly isReadOnly: boolean;
  readonly reportId: string;
  readonly datasetId: string;
  readonly title: string;
  readonly webUrl: string;
  readonly embedUrl: string;
  readonly status: string;
  readonly errorCode: string;
  readonly message: string;
  readonly importState: string;
  readonly datasets: readonly Body[];
  readonly error: { readonly code: string; readonly message: string };
  readonly definition: { readonly parts: readonly { readonly path: string; readonly payload: string }[] };
  readonly value: readonly Body[];
};

export type Ask = {
  readonly as?: string;
  readonly token?: Partial<VerifiedToken>;
  /** Parsed JSON to send. */
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly raw?: BodyInit;
  readonly headers?: Readonly<Record<string, string>>;
};

const contract = loadPowerBiContract();

export type Harness = {
  readonly standIn: PowerBiStandIn;
  /**
   * One call, as Bob when `as` is left out: `ask('GET /groups')` of REST, `ask('POST fabric:/workspaces/…')` of Fabric.
   * Where the published contract is at hand, each answer is held against it, and each request that was accepted.
   */
  ask(what: string, options?: Ask): Promise<Answered>;
  close(): Promise<void>;
};

export async function startHarness(
  options: { readonly seed?: PowerBiSeed; readonly dataFolder?: string } = {},
): Promise<Harness> {
  const standIn = await startPowerBi({
    verifyToken,
    seed: options.seed ?? SEED,
    clock: createSandboxClock(),
    ...(options.dataFolder === undefined ? {} : { dataFolder: options.dataFolder }),
  });
  return { standIn, ask: (what, ask) => call(standIn, what, ask), close: () => standIn.close() };
}

async function call(standIn: PowerBiStandIn, what: string, ask: Ask = {}): Promise<Answered> {
  const [method = '', target = ''] = what.split(' ');
  const isFabric = target.startsWith('fabric:');
  const path = isFabric ? `/v1${target.slice('fabric:'.length)}` : `/v1.0/myorg${target}`;
  const response = await fetch(`${isFabric ? standIn.urls.fabric : standIn.urls.api}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      authorization: `Bearer ${tokenFor(ask.as ?? BOB, ask.token)}`,
      ...(ask.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...ask.headers,
    },
    ...(ask.body === undefined ? {} : { body: JSON.stringify(ask.body) }),
    ...(ask.raw === undefined ? {} : { body: ask.raw }),
  });
  const text = await response.text();
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  if (!isFabric && response.status !== 307) {
    checkContract({ method, path, requestBody: ask.body, status: response.status, responseBody: body }, ask);
  }
  return { status: response.status, headers: response.headers, text, body: body as Body };
}

function checkContract(exchange: Exchange, ask: Ask): void {
  if (contract === undefined || contract.operationOf(exchange.method, exchange.path) === undefined) return;
  const faults = contract.responseFaultsOf(exchange);
  if (exchange.status < 400 && ask.raw === undefined) faults.push(...contract.requestFaultsOf(exchange));
  if (faults.length > 0) {
    throw new Error(`${exchange.method} ${exchange.path} is off the contract:\n${faults.join('\n')}`);
  }
}

/** The push model that a pin makes. */
export function pinModel(name: string) {
  return { name, defaultMode: 'Push', tables: kitTables() };
}

export function row(at: string, changes: Readonly<Record<string, unknown>> = {}) {
  return {
    RefreshedAt: at,
    Title: 'Sales by region',
    Subtitle: 'Last refreshed',
    ImageUrl: 'http://127.0.0.1:1/t/pin/1.png',
    ReportUrl: 'http://127.0.0.1:1/report',
    Status: 'ok',
    ...changes,
  };
}
