import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PowerBiControl } from '../power-bi/control/control.ts';
import type { ReportServerStandIn } from '../report-server/start.ts';
import { PortalClient } from './portal-client.ts';
import { type Traces, traceAddress, wholeRefresh } from './show-trace.ts';

export type WalkThrough = {
  readonly portalUrl: string;
  readonly hostKey: string;
  readonly accounts: { readonly administrator: string; readonly publisher: string; readonly user: string };
  readonly powerBi: PowerBiControl;
  readonly reportServer: Pick<ReportServerStandIn, 'portalUrl' | 'people'>;
  readonly traces: Traces;
  readonly reportsFolder: string;
  readonly outFolder: string;
  /** Security group whose members may pin: they get to read the template workspace. */
  readonly readersGroupId: string;
};

/** One step as it is printed: what was done, and what came of it. */
export type Step = { readonly name: string; readonly run: (state: WalkState) => Promise<string> };

/** What one step leaves for the next. */
export type WalkState = {
  readonly setting: WalkThrough;
  readonly admin: PortalClient;
  readonly publisher: PortalClient;
  readonly user: PortalClient;
  reportId?: string;
  subscriptionId?: string;
  dashboardUrl?: string;
  deliveredAt?: string;
};

export const ITEM = 'OrdersToday';
const REPORT = 'Sales Overview';
const REPORTS = ['Sales Overview', 'Warehouse Stock', 'Terms of Delivery'];
const FOLDER = '/Samples';
const WORKSPACE = 'Sales';
const DASHBOARD = 'Sales overview';
const PATIENCE_MS = 60_000;
const REFRESH_PATIENCE_MS = 150_000;

export function startState(setting: WalkThrough): WalkState {
  const person = (account: string) => new PortalClient(setting.portalUrl, account);
  const { administrator, publisher, user } = setting.accounts;
  return { setting, admin: person(administrator), publisher: person(publisher), user: person(user) };
}

export const STEPS: readonly Step[] = [
  { name: 'register', run: register },
  { name: 'administrator signs in', run: adminSignsIn },
  { name: 'template kit', run: installTemplateKit },
  { name: 'publish reports', run: publishReports },
  { name: 'sign in', run: userSignsIn },
  { name: 'report server', run: connectReportServer },
  { name: 'pin', run: pin },
  { name: 'scheduled refresh', run: awaitRefresh },
  { name: 'tile', run: savePicture },
  { name: 'trace', run: findTrace },
];

type Registration = { readonly state: string; readonly appId?: string; readonly tenantName?: string };

async function register({ admin, setting }: WalkState): Promise<string> {
  const me = await admin.json<{ registered: boolean; canSignIn: boolean }>('GET', '/api/me');
  if (me.registered) return 'is registered already';
  // Somebody has unregistered: the administrator registers again; before the first time, the set-up link admits.
  if (me.canSignIn) await admin.signIn('/api/auth/sign-in', '/');
  else await admin.json('POST', '/api/setup/session', {}, { 'x-functions-key': setting.hostKey });
  const made = await admin.json<Registration>('POST', '/api/registration');
  return `${made.tenantName}: client app ${made.appId} ${made.state}`;
}

async function adminSignsIn({ admin, setting }: WalkState): Promise<string> {
  // Cut off between registering and this, the set-up link still admits; afterwards it has done its work.
  const me = await admin.json<{ signedIn: boolean }>('GET', '/api/me');
  if (!me.signedIn)
    await admin.send('POST', '/api/setup/session', { headers: { 'x-functions-key': setting.hostKey } });
  await admin.signIn('/api/auth/sign-in', '/');
  await admin.signIn('/api/auth/power-bi', '/manage/integration');
  const { user } = await admin.json<{ user: { name: string; admin: boolean } }>('GET', '/api/me');
  return `${user.name} (${user.admin ? 'administrator' : 'no administrator'}), portal and Power BI`;
}

type Kit = {
  readonly state: string;
  readonly workspaceId: string;
  readonly reportId: string;
  readonly dashboardId: string;
};

async function installTemplateKit({ admin, setting }: WalkState): Promise<string> {
  const present = await admin.json<Kit>('GET', '/api/template-kit');
  if (present.state === 'ready') return 'stands already';
  const kit = await admin.json<Kit>('POST', '/api/template-kit', { readersGroupId: setting.readersGroupId });
  // The one step that Power BI offers no operation for: a person clicks "Pin visual".
  const { reportId, dashboardId } = kit;
  const tiles = await setting.powerBi.tiles({ dashboardId });
  if (tiles.length === 0) await setting.powerBi.pinVisual({ reportId, dashboardId });
  const verified = await admin.json<Kit>('POST', '/api/template-kit/verify', {});
  return `${verified.state}; its visual was pinned by hand`;
}

async function publishReports(state: WalkState): Promise<string> {
  const { publisher, setting } = state;
  await publisher.signIn('/api/auth/sign-in', '/');
  for (const name of REPORTS) {
    const body = readFileSync(join(setting.reportsFolder, `${name}.rdl`));
    const path = `/api/catalog${FOLDER}/${encodeURIComponent(`${name}.rdl`)}`;
    const answer = await publisher.send('PUT', path, {
      body,
      headers: { 'content-type': 'application/xml' },
    });
    if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`);
    const item = (await answer.json()) as { id: string; name: string };
    if (item.name === REPORT) state.reportId = item.id;
  }
  return `${REPORTS.length} reports in ${FOLDER}`;
}

async function userSignsIn({ user }: WalkState): Promise<string> {
  await user.signIn('/api/auth/sign-in', '/');
  await user.signIn('/api/auth/power-bi', '/settings');
  const me = await user.json<{ powerBi: { account: string; expiresAt: string } }>('GET', '/api/me');
  return `${me.powerBi.account}, good until ${me.powerBi.expiresAt.slice(0, 10)}`;
}

type Connected = { readonly id: string; readonly name: string; readonly link?: { readonly account: string } };

/** A report server as a second source: an administrator connects it, and the user links their account there. */
async function connectReportServer({ admin, user, setting }: WalkState): Promise<string> {
  const { portalUrl, people } = setting.reportServer;
  const [service, person] = people;
  if (!service || !person) throw new Error('The report server has too few accounts.');
  const list = async () => (await user.json<{ value: Connected[] }>('GET', '/api/report-servers')).value;
  const present = (await list())[0];
  const { account, password } = service;
  const body = { name: 'Contoso reports', portalUrl, auth: 'ntlm', account, password };
  const { id } = present ?? (await admin.json<Connected>('POST', '/api/report-servers', body));
  if (present?.link === undefined) {
    const link = { mode: 'own', account: person.account, password: person.password };
    await user.json('PUT', `/api/report-servers/${id}/link`, link);
  }
  const path = `/api/catalog?source=${id}`;
  const { value } = await user.json<{ value: Named[] }>('GET', path);
  return `${portalUrl} by NTLM; ${person.account} sees ${value.map(({ name }) => name).join(', ')}`;
}

type Named = { readonly id: string; readonly name: string };
type PinView = {
  readonly id: string;
  readonly state: string;
  readonly seeItUrl?: string;
  readonly text?: string;
  readonly reportId: string;
  readonly itemName: string;
};
type SubscriptionView = {
  readonly id: string;
  readonly reportId: string;
  readonly itemName: string;
  readonly statusText: string;
  readonly lastDeliveredAt?: string;
  readonly state: string;
  readonly nextDueAt?: string;
};

async function pin(state: WalkState): Promise<string> {
  const { user } = state;
  const mine = (await user.json<{ value: SubscriptionView[] }>('GET', '/api/subscriptions')).value;
  const before = mine.find(({ reportId, itemName }) => reportId === state.reportId && itemName === ITEM);
  if (before) {
    state.subscriptionId = before.id;
    return `${ITEM} is pinned already`;
  }
  const open = (await user.json<{ value: PinView[] }>('GET', '/api/pins')).value.find(
    (candidate) =>
      candidate.state === 'pending' && candidate.reportId === state.reportId && candidate.itemName === ITEM,
  );
  const id = open?.id ?? randomUUID();
  if (!open) await user.json('PUT', `/api/pins/${id}`, await pinRequest(state));
  const pinned = await until(PATIENCE_MS, 'The pin is still under way.', async () => {
    const seen = await user.json<PinView>('GET', `/api/pins/${id}`);
    if (seen.state === 'failed') throw new Error(`The pin failed: ${seen.text}`);
    return seen.state === 'pinned' ? seen : undefined;
  });
  state.subscriptionId = id;
  return `${ITEM} of "${REPORT}" is on the dashboard "${DASHBOARD}" (${pinned.seeItUrl})`;
}

async function pinRequest({ user, reportId }: WalkState): Promise<unknown> {
  const workspaces = (await user.json<{ value: Named[] }>('GET', '/api/power-bi/workspaces')).value;
  const workspace = named(workspaces, WORKSPACE);
  const path = `/api/power-bi/workspaces/${workspace.id}/dashboards`;
  const dashboard = named((await user.json<{ value: Named[] }>('GET', path)).value, DASHBOARD);
  // Every minute rather than every hour, so that nobody has to wait for an hour to see it fire.
  const start = new Date().toISOString().slice(0, 16);
  const schedule = { zone: 'UTC', start, recurrence: { kind: 'minutes', every: 1 } };
  return {
    reportId,
    itemName: ITEM,
    workspaceId: workspace.id,
    dashboardId: dashboard.id,
    when: { schedule },
  };
}

/** Waits until the timer has fired the subscription by itself and the tile got its new picture. */
async function awaitRefresh(state: WalkState): Promise<string> {
  const { user, subscriptionId } = state;
  const since = new Date().toISOString();
  const path = `/api/subscriptions/${subscriptionId}`;
  const first = await user.json<SubscriptionView>('GET', path);
  if (first.state !== 'active') throw new Error(`The subscription is ${first.state}: ${first.statusText}`);
  const done = await until(REFRESH_PATIENCE_MS, 'No scheduled refresh was delivered.', async () => {
    const seen = await user.json<SubscriptionView>('GET', path);
    return seen.lastDeliveredAt !== undefined && seen.lastDeliveredAt > since ? seen : undefined;
  });
  return `${done.statusText} at ${done.lastDeliveredAt?.slice(11, 19)} UTC, by the timer`;
}

/** Fetches the picture the tile shows, from the address Power BI was given, without signing in; as Power BI does. */
async function savePicture({ setting, subscriptionId }: WalkState): Promise<string> {
  const model = (await setting.powerBi.models()).find(({ name }) => name.includes(String(subscriptionId)));
  if (!model) throw new Error('There is no semantic model of this pin at Power BI.');
  const rows = await setting.powerBi.rows({ modelId: model.id, table: 'Tile' });
  const newest = [...rows].sort((a, b) => String(b.RefreshedAt).localeCompare(String(a.RefreshedAt)))[0];
  const answer = await fetch(String(newest?.ImageUrl));
  const picture = new Uint8Array(await answer.arrayBuffer());
  if (answer.headers.get('content-type') !== 'image/png' || picture.byteLength < 2000)
    throw new Error(`The tile's address answered ${answer.status} with ${picture.byteLength} bytes.`);
  mkdirSync(setting.outFolder, { recursive: true });
  const file = join(setting.outFolder, 'tile.png');
  writeFileSync(file, picture);
  return `${rows.length} rows pushed; the newest picture is ${file}`;
}

/** Looks for the refresh as one trace, from the timer to Power BI; spans come a moment after what they tell of. */
async function findTrace({ setting: { traces } }: WalkState): Promise<string> {
  const whole = await until(PATIENCE_MS, 'No refresh was traced from the timer to Power BI.', async () =>
    wholeRefresh(traces.collector),
  );
  return `${whole.spans.length} spans from the timer to Power BI: ${await traceAddress(traces, whole)}`;
}

function named(things: readonly Named[], name: string): Named {
  const found = things.find((thing) => thing.name === name);
  if (!found)
    throw new Error(`Power BI shows no "${name}"; it shows ${things.map((thing) => thing.name).join(', ')}.`);
  return found;
}

async function until<T>(patienceMs: number, problem: string, look: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > deadline) throw new Error(`${problem} (waited ${patienceMs / 1000} s)`);
    await sleep(500);
  }
}
