import { describe, expect, it } from 'vitest';
import { inPortal } from './in-portal.ts';
import { problem } from './mock-api.ts';
import {
  ADMIN,
  OVERVIEW,
  picturePinView,
  pinView,
  REPORT_ID,
  reportWith,
  SALES,
  sampleAnswers,
} from './sample-answers.ts';

const at = inPortal();
const { me } = sampleAnswers();
const dialogOf = (item: string) => `${at.portal.url}/reports/${REPORT_ID}?p.Region=East&pin=${item}`;

async function chooseTarget(): Promise<void> {
  const { page } = at;
  await page.getByRole('combobox', { name: 'Workspace' }).selectOption(SALES);
  await page.getByRole('combobox', { name: 'Dashboard' }).selectOption(OVERVIEW);
}

/** The first item is pinned, the others are refused. */
function requested(body: unknown): readonly unknown[] {
  const { items } = body as { readonly items: readonly { readonly id: string; readonly itemName: string }[] };
  return items.map(({ id, itemName }, index) =>
    index === 0
      ? { id, pin: pinView(id, { itemName }) }
      : { id, problem: { status: 409, code: 'POWER_BI_REFUSED', title: 'Power BI refused it.' } },
  );
}

describe('the pin dialog', () => {
  it('U3 leads to the Power BI sign-in and back to this very dialog', async () => {
    at.portal.reset({ me: { ...me, powerBi: { state: 'none' } } });
    await at.page.goto(dialogOf('SalesTrend'));
    const href = await at.page.getByRole('link', { name: 'Sign in to Power BI' }).getAttribute('href');
    const back = new URL(href ?? '', at.portal.url).searchParams.get('returnTo') ?? '';
    expect(new URL(back, at.portal.url).pathname).toBe(`/reports/${REPORT_ID}`);
    expect(Object.fromEntries(new URL(back, at.portal.url).searchParams)).toEqual({
      pin: 'SalesTrend',
      'p.Region': 'East',
    });
    expect(at.portal.calls.some(({ path }) => path === '/api/power-bi/workspaces')).toBe(false);
  });

  it('pins in the name of the installation where an administrator may, without a sign-in of anybody', async () => {
    const { page, portal } = at;
    const user = { ...ADMIN, mayActAsService: true };
    portal.reset({ me: { ...me, user, powerBi: { state: 'none' } } });
    portal.answer({
      'PUT /api/pins/*': ({ path }) => ({ status: 202, body: pinView(path.slice(10), { state: 'pinned' }) }),
    });
    await page.goto(dialogOf('SalesTrend'));
    await page.getByRole('button', { name: 'Pin in the name of the installation' }).click();
    await chooseTarget();
    const asked = portal.calls.filter(({ path }) => path.startsWith('/api/power-bi/'));
    expect(asked.map(({ query }) => query.get('as'))).toEqual(asked.map(() => 'service'));
    expect(await page.getByLabel('With my help').isChecked()).toBe(true);
    expect(await page.getByLabel('For me').count()).toBe(0);
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    const link = page.getByRole('link', { name: 'the subscriptions of the installation' });
    expect(await link.getAttribute('href')).toBe('/subscriptions?as=service');
    expect(at.writes('PUT')[0]?.body).toMatchObject({ as: 'service', mode: 'guided' });
    await link.click();
    await expect
      .poll(() =>
        portal.calls.some(
          ({ path, query }) => path === '/api/subscriptions' && query.get('as') === 'service',
        ),
      )
      .toBe(true);
    await page.getByRole('tab', { name: 'Mine' }).click();
    await expect.poll(() => new URL(page.url()).search).toBe('');
  });

  it('P13 says so when Power BI no longer takes the sign-in, and keeps what was chosen over it', async () => {
    const { page, portal } = at;
    await page.goto(dialogOf('SalesTrend'));
    await chooseTarget();
    await page.getByLabel('Weekly').check();
    portal.answer({
      'PUT /api/pins/*': () => problem(409, 'SIGN_IN_REQUIRED', 'Missing, invalid or expired credentials.'),
    });
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    const words = 'Cannot Pin: Unexpected Server Error: Missing, invalid or expired Power BI credentials.';
    await page.getByText(words).waitFor();
    const first = at.writes('PUT')[0]?.path;
    // As after the way through the sign-in and back.
    portal.reset();
    portal.answer({ 'PUT /api/pins/*': ({ path }) => ({ status: 202, body: pinView(path.slice(10)) }) });
    await page.goto(dialogOf('SalesTrend'));
    await page.getByRole('combobox', { name: 'Dashboard' }).waitFor();
    expect(await page.getByRole('combobox', { name: 'Dashboard' }).inputValue()).toBe(OVERVIEW);
    expect(await page.getByLabel('Weekly').isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    await expect.poll(() => at.writes('PUT')[0]?.path).toBe(first);
  });

  it('P11 warns that a report without stored credentials will not refresh', async () => {
    at.portal.reset({ report: reportWith({ credentials: 'missing', missingCredentials: ['Warehouse'] }) });
    await at.page.goto(dialogOf('SalesTrend'));
    await at.page.getByRole('dialog').getByText('Credentials are not stored for Warehouse.').waitFor();
  });

  it('repeats a request whose answer was lost as the same pin, with nothing lost', async () => {
    const { page, portal } = at;
    let isLost = true;
    portal.answer({
      'PUT /api/pins/*': ({ path }) => {
        if (isLost) return 'drop';
        return { status: 202, body: pinView(path.slice('/api/pins/'.length)) };
      },
      'GET /api/pins/*': ({ path }) => ({
        status: 200,
        body: pinView(path.slice('/api/pins/'.length), { state: 'pinned' }, 6),
      }),
    });
    await page.goto(dialogOf('SalesTrend'));
    await chooseTarget();
    await page.getByLabel('Hourly').check();
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    await page.getByText('The server did not answer.').waitFor();
    isLost = false;
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    await page.getByRole('heading', { name: 'Pin successful' }).waitFor();
    const [first, second] = at.writes('PUT');
    expect(second?.path).toBe(first?.path);
    expect(second?.body).toEqual({
      mode: 'template',
      reportId: REPORT_ID,
      itemName: 'SalesTrend',
      parameters: { Region: 'East' },
      workspaceId: SALES,
      dashboardId: OVERVIEW,
      when: { frequency: 'hourly', timeZone: 'Europe/Warsaw' },
    });
    const link = page.getByRole('link', { name: 'See it in Power BI' });
    expect(await link.getAttribute('href')).toBe('https://app.example/dashboards/1');
    expect(await link.getAttribute('rel')).toContain('noopener');
    await page.getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('button', { name: 'Pin to Power BI Dashboard' }).waitFor();
    expect(new URL(page.url()).search).toBe('?p.Region=East');
  });

  it('P14 shows why a pin failed half-way, and draws a new id for another try with the same choices', async () => {
    const { page, portal } = at;
    const sentence = 'You may only read this dashboard, so nothing can be pinned to it.';
    portal.answer({
      'PUT /api/pins/*': ({ path }) => ({ status: 202, body: pinView(path.slice(10)) }),
      'GET /api/pins/*': ({ path }) => ({
        status: 200,
        body: pinView(path.slice(10), { state: 'failed', code: 'DASHBOARD_READ_ONLY', text: sentence }, 3),
      }),
    });
    await page.goto(dialogOf('SalesTrend'));
    await chooseTarget();
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    await page.getByText(sentence).waitFor();
    await page.getByText('Code DASHBOARD_READ_ONLY').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    expect(await page.getByRole('combobox', { name: 'Dashboard' }).inputValue()).toBe(OVERVIEW);
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    await expect.poll(() => at.writes('PUT').length).toBe(2);
    expect(at.writes('PUT')[1]?.path).not.toBe(at.writes('PUT')[0]?.path);
  });

  it('does not send a pin without a dashboard, and says what is missing', async () => {
    const { page } = at;
    await page.goto(dialogOf('SalesTrend'));
    await page.getByRole('combobox', { name: 'Workspace' }).selectOption(SALES);
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    await page.getByText('Choose a dashboard').last().waitFor();
    expect(at.writes('PUT')).toEqual([]);
    // Nobody but an administrator is asked in whose name.
    expect(await page.getByText('In whose name').count()).toBe(0);
  });

  it('makes a dashboard where a workspace has none, and chooses it', async () => {
    at.portal.reset({ dashboards: [] });
    at.portal.answer({
      'POST /api/power-bi/workspaces/*/dashboards': () => ({
        status: 201,
        body: { id: OVERVIEW, name: 'My tiles' },
      }),
    });
    const { page } = at;
    await page.goto(dialogOf('SalesTrend'));
    await page.getByRole('combobox', { name: 'Workspace' }).selectOption(SALES);
    await page.getByLabel('Name of the new dashboard').fill('My tiles');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('combobox', { name: 'Dashboard' }).inputValue()).toBe(OVERVIEW);
    expect(at.writes('POST')[0]?.body).toEqual({ name: 'My tiles' });
  });

  it('shows why the workspaces cannot be listed, and asks again when told to', async () => {
    const { page, portal } = at;
    let fails = true;
    portal.answer({
      'GET /api/power-bi/workspaces': () =>
        fails
          ? problem(503, 'POWER_BI_UNAVAILABLE', 'Power BI did not answer.')
          : { status: 200, body: { value: [{ id: SALES, name: 'Sales' }] } },
    });
    await page.goto(dialogOf('SalesTrend'));
    await page.getByText('Power BI did not answer. Code POWER_BI_UNAVAILABLE').waitFor();
    fails = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('combobox', { name: 'Workspace' }).waitFor();
  });

  it('pins several items at once, and tries only those again that were not pinned', async () => {
    const { page, portal } = at;
    portal.answer({
      'POST /api/pins': ({ body }) => ({ status: 202, body: { value: requested(body) } }),
      'GET /api/pins/*': ({ path }) => ({
        status: 200,
        body: pinView(path.slice(10), { state: 'pinned', itemName: 'SalesTrend' }, 6),
      }),
      'PUT /api/pins/*': ({ path }) => ({
        status: 202,
        body: pinView(path.slice(10), { state: 'pinned', itemName: 'RevenueMix' }, 6),
      }),
    });
    await page.goto(`${portal.url}/reports/${REPORT_ID}?p.Region=East&select=`);
    await page.getByRole('button', { name: 'Choose several' }).click();
    await page.getByRole('button', { name: 'Pin chart SalesTrend' }).click();
    await page.getByRole('button', { name: 'Pin chart RevenueMix' }).click();
    await page.getByRole('button', { name: 'Pin 2 items' }).click();
    await page.getByRole('heading', { name: 'Pin 2 items' }).waitFor();
    await chooseTarget();
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    await page.getByText('1 of 2 items were not pinned.').waitFor();
    await page.getByText('SalesTrend: pinned').waitFor();
    await page.getByText('Power BI refused it. Code POWER_BI_REFUSED').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    await page.getByRole('heading', { name: 'Pin successful' }).waitFor();
    const [sent] = at.writes('POST').filter(({ path }) => path === '/api/pins');
    expect(sent?.body).toMatchObject({
      items: [{ itemName: 'SalesTrend' }, { itemName: 'RevenueMix' }],
      dashboardId: OVERVIEW,
    });
    expect(at.writes('PUT').map(({ body }) => body)).toMatchObject([{ itemName: 'RevenueMix' }]);
    expect(JSON.stringify(sent?.body)).not.toContain(at.writes('PUT')[0]?.path.slice(10));
  });

  it('makes a picture to be added by hand without a sign-in to Power BI', async () => {
    const { page, portal } = at;
    portal.reset({ me: { ...me, powerBi: { state: 'none' } } });
    portal.answer({
      'PUT /api/pins/*': ({ path }) => ({ status: 202, body: picturePinView(path.slice(10)) }),
      'GET /api/pins/*': ({ path }) => ({ status: 200, body: picturePinView(path.slice(10)) }),
    });
    await page.goto(dialogOf('SalesTrend'));
    await page.getByRole('button', { name: 'Use a picture instead' }).click();
    await page.getByLabel('Where you will put it').fill('Board of Sales');
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    await page.getByText('The picture is ready.').waitFor();
    await page.getByRole('button', { name: 'Copy the URL of the image' }).click();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain('/current.png');
    expect(at.writes('PUT')[0]?.body).toEqual({
      mode: 'picture',
      reportId: REPORT_ID,
      itemName: 'SalesTrend',
      parameters: { Region: 'East' },
      dashboardName: 'Board of Sales',
      when: { frequency: 'daily', timeZone: 'Europe/Warsaw' },
    });
    expect(portal.calls.some(({ path }) => path.startsWith('/api/power-bi/'))).toBe(false);
  });

  it('guided: says what to do by hand, and goes on by itself once it is done', async () => {
    const { page, portal } = at;
    let state: 'waiting' | 'pinned' = 'waiting';
    const guided = (path: string) =>
      pinView(path.slice(10), { mode: 'guided', state, pinVisualUrl: 'https://app.example/reports/9' }, 4);
    portal.answer({
      'PUT /api/pins/*': ({ path }) => ({ status: 202, body: guided(path) }),
      'GET /api/pins/*': ({ path }) => ({ status: 200, body: guided(path) }),
    });
    await page.goto(dialogOf('SalesTrend'));
    await chooseTarget();
    await page.getByRole('button', { name: 'Other ways to make the tile' }).click();
    await page.getByLabel('With my help').check();
    await page.getByLabel("A visual of Power BI's own").check();
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    await page.getByText('Waiting for you to pin the visual').waitFor();
    const link = page.getByRole('link', { name: 'Open the report in Power BI' });
    expect(await link.getAttribute('href')).toBe('https://app.example/reports/9');
    state = 'pinned';
    await page.getByRole('heading', { name: 'Pin successful' }).waitFor();
    expect(at.writes('PUT')[0]?.body).toMatchObject({
      mode: 'guided',
      content: 'data',
      dashboardId: OVERVIEW,
    });
  });

  it('takes any schedule of report servers, or a shared one in its place, and says what is wrong with one', async () => {
    const { page, portal } = at;
    portal.answer({ 'PUT /api/pins/*': ({ path }) => ({ status: 202, body: pinView(path.slice(10)) }) });
    await page.goto(dialogOf('SalesTrend'));
    await chooseTarget();
    await page.getByLabel('Another schedule').check();
    const builder = page.getByLabel('Refresh', { exact: true });
    await page.getByLabel('Schedule', { exact: true }).selectOption({ index: 1 });
    await builder.waitFor({ state: 'detached' });
    await page.getByLabel('Schedule', { exact: true }).selectOption({ index: 0 });
    await builder.selectOption({ label: 'Monthly, on days' });
    await page.getByLabel('On days of the month').fill('1, 40');
    await page.getByText('Fill in the schedule').waitFor();
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    await page.getByText('Give days from 1 to 31, or "last".').waitFor();
    expect(at.writes('PUT')).toEqual([]);
    await page.getByLabel('On days of the month').fill('1, last');
    await page.getByRole('button', { name: 'August' }).click();
    await page.getByLabel('From', { exact: true }).last().fill('2026-12-01');
    await page.getByLabel('At', { exact: true }).fill('06:30');
    await page.getByText('Repeats monthly, Europe/Warsaw').waitFor();
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    await expect.poll(() => at.writes('PUT').length).toBe(1);
    expect(at.writes('PUT')[0]?.body).toMatchObject({
      when: {
        schedule: {
          zone: 'Europe/Warsaw',
          start: '2026-12-01T06:30',
          recurrence: {
            kind: 'monthly',
            months: [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12],
            days: [1, 'last'],
          },
        },
      },
    });
  });
});
