import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../../sandbox/entra/browser.ts';
import type { PortalClient } from '../../sandbox/walk-through/portal-client.ts';
import { ITEM, type WalkState } from '../../sandbox/walk-through/steps.ts';
import { type RunningSandbox, runSandbox } from '../support/running-sandbox.ts';

let sandbox: RunningSandbox;
let state: WalkState;

beforeAll(async () => {
  sandbox = await runSandbox(18_340);
  state = await sandbox.walk('sign in');
}, 120_000);

afterAll(() => sandbox?.close(), 30_000);

async function refusal(
  answer: Promise<Response>,
): Promise<{ status: number; type: string | null; code: string; detail: string }> {
  const response = await answer;
  const body = (await response.json()) as { code: string; detail?: string; title: string };
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    code: body.code,
    detail: body.detail ?? body.title,
  };
}

function uploads(body: string | Uint8Array, name = 'Broken.rdl', person: PortalClient = state.publisher) {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return refusal(
    person.send('PUT', `/api/catalog/Samples/${encodeURIComponent(name)}`, {
      body: bytes as BodyInit,
      headers: { 'content-type': 'application/xml' },
    }),
  );
}

async function samples(): Promise<readonly string[]> {
  const { value } = await state.user.json<{ value: { name: string }[] }>(
    'GET',
    '/api/catalog?folder=/Samples',
  );
  return value.map(({ name }) => name);
}

type Target = { readonly workspaceId: string; readonly dashboardId: string };

async function target(): Promise<Target> {
  const workspaces = await state.user.json<{ value: { id: string; name: string }[] }>(
    'GET',
    '/api/power-bi/workspaces',
  );
  const workspaceId = workspaces.value.find(({ name }) => name === 'Sales')?.id ?? '';
  const path = `/api/power-bi/workspaces/${workspaceId}/dashboards`;
  const dashboards = await state.user.json<{ value: { id: string; name: string }[] }>('GET', path);
  return {
    workspaceId,
    dashboardId: dashboards.value.find(({ name }) => name === 'Sales overview')?.id ?? '',
  };
}

function pins(change: Record<string, unknown>, where: Target, person = state.user) {
  const body = {
    reportId: state.reportId,
    itemName: ITEM,
    ...where,
    when: { frequency: 'daily', timeZone: 'UTC' },
    ...change,
  };
  return refusal(
    person.send('PUT', `/api/pins/${randomUUID()}`, {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    }),
  );
}

describe('an upload that is refused', () => {
  const report = readFileSync('sandbox/reports/Sales Overview.rdl', 'utf8');
  const cases: readonly [string, string | Uint8Array, string][] = [
    ['a file that is no XML', 'PK\u0003\u0004 not a report', 'NOT_RDL'],
    ['XML that is no report definition', '<?xml version="1.0"?><html><body/></html>', 'NOT_RDL'],
    [
      'a definition with a DOCTYPE',
      report.replace('<Report ', '<!DOCTYPE r [<!ENTITY x "y">]><Report '),
      'REPORT_UNREADABLE',
    ],
    ['a definition cut off in the middle', report.slice(0, report.length / 2), 'NOT_RDL'],
    [
      'one of 10 MB',
      report.replace('</Report>', `<!--${'x'.repeat(10_000_000)}--></Report>`),
      'BODY_TOO_LARGE',
    ],
  ];
  for (const [title, body, code] of cases)
    it(`${title} is ${code}, and nothing is left of it`, async () => {
      const before = await samples();
      const answer = await uploads(body);
      expect(answer).toMatchObject({ code, type: 'application/problem+json' });
      expect(answer.detail.length).toBeGreaterThan(20);
      expect(await samples()).toEqual(before);
    });

  it('names the line where a definition breaks', async () => {
    expect((await uploads(report.replace('</Body>', '</Bodi>'))).detail).toMatch(/line \d+/);
  });

  it('names that cannot be and kinds that we do not know are ITEM_NAME_INVALID', async () => {
    expect(await uploads(report, 'a<b.rdl')).toMatchObject({ code: 'ITEM_NAME_INVALID', status: 400 });
    expect(await uploads(report, 'report.docx')).toMatchObject({ code: 'ITEM_NAME_INVALID' });
  });

  it('belongs to publishers', async () => {
    expect(await uploads(report, 'Mine.rdl', state.user)).toMatchObject({ code: 'FORBIDDEN', status: 403 });
  });
});

describe('a pin that is refused', () => {
  it('names an unknown item, an unknown report, an item in a table, and a report with nothing to pin', async () => {
    const where = await target();
    expect(await pins({ itemName: 'Chart99' }, where)).toMatchObject({ code: 'ITEM_NOT_FOUND', status: 404 });
    expect(await pins({ reportId: randomUUID() }, where)).toMatchObject({ code: 'NOT_FOUND', status: 404 });
    expect(await pins({ itemName: 'RegionSpark' }, where)).toMatchObject({ code: 'ITEM_NOT_PINNABLE' });
    const list = await state.user.json<{ value: { id: string; name: string }[] }>(
      'GET',
      '/api/catalog?folder=/Samples',
    );
    const terms = list.value.find(({ name }) => name === 'Terms of Delivery');
    expect((await pins({ reportId: terms?.id }, where)).detail).toBe(
      'Cannot Pin: There are no report items on this page that you can pin to Power BI.',
    );
  });

  it('P14 tells a dashboard that is gone from one that may only be read', async () => {
    const where = await target();
    const { powerBi } = sandbox.standIns;
    expect(await pins({ dashboardId: randomUUID() }, where)).toMatchObject({
      code: 'DASHBOARD_NOT_FOUND',
      status: 404,
    });
    expect(await pins({ workspaceId: randomUUID() }, where)).toMatchObject({ status: 404 });
    const boardPack = (await powerBi.dashboards()).find(({ name }) => name === 'Board pack');
    const answer = await pins({ dashboardId: boardPack?.id }, where);
    expect(answer).toMatchObject({ code: 'DASHBOARD_READ_ONLY', status: 403 });
    expect(answer.detail).toContain('Board pack');
  });

  it('P13 leads to My Settings when the person is not signed in to Power BI', async () => {
    const cleo = sandbox.person(sandbox.standIns.accounts.publisher);
    await cleo.signIn('/api/auth/sign-in', '/');
    expect((await pins({}, await target(), cleo)).detail).toBe(
      'Cannot Pin: Unexpected Server Error: Missing, invalid or expired Power BI credentials.',
    );
  });

  it('refuses a member that it does not know, a zone that is none, and ids that are none', async () => {
    const where = await target();
    expect(await pins({ owner: 'somebody' }, where)).toMatchObject({ code: 'BAD_REQUEST', status: 400 });
    expect(await pins({ when: { frequency: 'daily', timeZone: 'Mars/Olympus' } }, where)).toMatchObject({
      status: 422,
      code: 'SCHEDULE_INVALID',
    });
    expect(await pins({ workspaceId: '../../admin' }, where)).toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('leaves no pin and no subscription behind', async () => {
    expect((await state.user.json<{ value: unknown[] }>('GET', '/api/pins')).value).toEqual([]);
    expect((await state.user.json<{ value: unknown[] }>('GET', '/api/subscriptions')).value).toEqual([]);
  });
});

describe('a session or sign-in that is refused', () => {
  it('is missing or forged', async () => {
    const stranger = sandbox.person('x');
    expect(await refusal(stranger.send('GET', '/api/subscriptions'))).toMatchObject({
      code: 'NOT_SIGNED_IN',
      status: 401,
    });
    const forged = { headers: { cookie: 'rt-session=eyJhbGciOiJkaXIifQ..a.b.c' } };
    expect(await refusal(stranger.send('GET', '/api/subscriptions', forged))).toMatchObject({
      code: 'NOT_SIGNED_IN',
    });
    const easyAuth = { headers: { 'x-ms-client-principal-name': 'ada@contoso.example' } };
    expect(await refusal(stranger.send('GET', '/api/subscriptions', easyAuth))).toMatchObject({
      code: 'NOT_SIGNED_IN',
    });
  });

  it('has a state that was used, that is foreign, or none', async () => {
    const bob = sandbox.person(sandbox.standIns.accounts.user);
    const begun = await bob.send('GET', '/api/auth/sign-in?returnTo=%2F');
    const callback = await signIn(begun.headers.get('location') ?? '', {
      account: sandbox.standIns.accounts.user,
    });
    const path = `${callback.pathname}${callback.search}`;
    expect((await bob.send('GET', path)).status).toBe(302);
    expect(await refusal(bob.send('GET', path))).toMatchObject({
      code: 'SIGN_IN_STATE_INVALID',
      status: 400,
    });
    const victim = sandbox.person(sandbox.standIns.accounts.publisher);
    expect(await refusal(victim.send('GET', path))).toMatchObject({ code: 'SIGN_IN_STATE_INVALID' });
    expect(await refusal(victim.send('GET', '/api/auth/callback?code=x'))).toMatchObject({
      code: 'SIGN_IN_STATE_INVALID',
    });
  });

  it('was declined at Entra', async () => {
    const bob = sandbox.person(sandbox.standIns.accounts.user);
    const begun = await bob.send('GET', '/api/auth/sign-in');
    const nonsense = new URL(begun.headers.get('location') ?? '').searchParams.get('state');
    const path = `/api/auth/callback?state=${nonsense}&error=access_denied&error_description=<script>`;
    const answer = await refusal(bob.send('GET', path));
    expect(answer).toMatchObject({ code: 'SIGN_IN_REFUSED', status: 403 });
    expect(answer.detail).not.toContain('<script>');
  });

  it('is closed by the host key once an administrator has signed in', async () => {
    const stranger = sandbox.person('x');
    expect((await stranger.send('POST', '/api/setup/session')).status).toBe(401);
    const late = { headers: { 'x-functions-key': sandbox.hostKey } };
    expect(await refusal(stranger.send('POST', '/api/setup/session', late))).toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('an address that is none', () => {
  it('of the API is a problem, of the portal its page', async () => {
    const stranger = sandbox.person('x');
    expect(await refusal(stranger.send('GET', '/api/nothing'))).toMatchObject({
      code: 'NOT_FOUND',
      status: 404,
    });
    const page = await stranger.send('GET', '/reports/whatever');
    expect(page.headers.get('content-type')).toContain('text/html');
  });
});
