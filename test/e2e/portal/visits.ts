import { setTimeout } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { type MockPortal, problem } from './mock-api.ts';
import {
  ADMIN,
  CONNECTED_SERVER,
  LINKED_SERVER,
  NOT_SIGNED_IN,
  picturePinView,
  pinView,
  REPORT_ID,
  REPORT_SERVER,
  reportWith,
  SALES,
  SUBSCRIPTION_ID,
  sampleAnswers,
  subscription,
} from './sample-answers.ts';

/** Leads a page to one state of the portal; the mock has its sample answers at the beginning. */
export type Visit = (page: Page, portal: MockPortal) => Promise<unknown>;

const { me, registration } = sampleAnswers();
const REPORT = `/reports/${REPORT_ID}?p.Region=East`;

/** Waits until it stands there. Playwright itself comes back after half a second only, and there are many pages. */
async function seen(what: Locator): Promise<void> {
  for (let looks = 0; looks < 100; looks += 1) {
    if (await what.isVisible()) return;
    await setTimeout(30);
  }
  await what.waitFor();
}

const open =
  (path: string, until: string): Visit =>
  async (page, { url }) => {
    await page.goto(`${url}${path}`);
    await seen(page.getByText(until).first());
  };

/** Every page, and whatever can be opened on it. */
export const VISITS: Readonly<Record<string, Visit>> = {
  landing: async (page, mock) => {
    mock.reset({ me: NOT_SIGNED_IN });
    await open('/', 'Stay current')(page, mock);
  },
  'landing before the set-up': async (page, mock) => {
    mock.reset({ me: { signedIn: false, registered: false, canSignIn: false } });
    await open('/', 'Not set up yet')(page, mock);
  },
  'set-up': async (page, mock) => {
    mock.reset({ me: { ...NOT_SIGNED_IN, registered: true } });
    await open('/setup', 'Sign in as administrator')(page, mock);
  },
  'set-up without its link': async (page, mock) => {
    mock.answer({ 'GET /api/registration': () => problem(401, 'NOT_SIGNED_IN', 'Sign in to the portal.') });
    await open('/setup', 'Open the set-up link')(page, mock);
  },
  reports: async (page, mock) => {
    mock.reset({ me: { ...me, user: ADMIN } });
    await open('/browse/Finance', 'Sales Overview')(page, mock);
  },
  'an empty folder': async (page, mock) => {
    mock.reset({ catalog: [] });
    await open('/', 'Nothing here yet')(page, mock);
  },
  'a search': open('/browse/Finance?q=sales', 'in the topmost folder'),
  'a search that finds nothing': async (page, mock) => {
    mock.reset({ catalog: [] });
    await open('/?q=nowhere', 'Nothing found')(page, mock);
  },
  'reports beside a report server': async (page, mock) => {
    mock.reset({ reportServers: [REPORT_SERVER] });
    await open('/', 'Contoso reports')(page, mock);
  },
  'a folder of a report server': async (page, mock) => {
    mock.reset({ reportServers: [LINKED_SERVER] });
    await open('/servers/ab12cd34/Finance', 'Sales Overview')(page, mock);
  },
  'a report server before the account is linked': async (page, mock) => {
    mock.reset({ reportServers: [REPORT_SERVER] });
    await open('/servers/ab12cd34', 'Link account')(page, mock);
  },
  uploads: async (page, mock) => {
    mock.reset({
      me: { ...me, user: ADMIN },
      report: reportWith({ credentials: 'missing', missingCredentials: ['Warehouse'] }),
    });
    mock.answer({
      'PUT /api/catalog/*': ({ path }) => ({
        status: 201,
        body: {
          id: REPORT_ID,
          kind: 'report',
          name: 'Sales Overview',
          path,
          size: 1,
          modifiedAt: '2026-11-20T08:00:00Z',
          notes: ['The password of the data source Warehouse was taken out and is kept in the key vault.'],
        },
      }),
    });
    await open('/', 'Sales Overview')(page, mock);
    const file = { name: 'Sales Overview.rdl', mimeType: 'text/xml', buffer: Buffer.from('<Report/>') };
    await page.locator('input[type=file]').setInputFiles(file);
    await seen(page.getByText('2 items can be pinned.'));
  },
  'a refused upload': async (page, mock) => {
    mock.reset({ me: { ...me, user: ADMIN } });
    mock.answer({ 'PUT /api/catalog/*': () => problem(422, 'NOT_RDL', 'Its root is html, not Report.') });
    await open('/', 'Sales Overview')(page, mock);
    const file = { name: 'Orders.rdl', mimeType: 'text/xml', buffer: Buffer.from('<html/>') };
    await page.locator('input[type=file]').setInputFiles(file);
    await seen(page.getByText('Its root is html, not Report.'));
  },
  report: open(REPORT, 'OnlyOpen'),
  'a report that needs a parameter': async (page, mock) => {
    await open(`/reports/${REPORT_ID}`, 'OnlyOpen')(page, mock);
    await page.getByRole('button', { name: 'View report' }).click();
    await seen(page.getByText('A value is needed.'));
  },
  'a parameter with several values': async (page, mock) => {
    await open(REPORT, 'OnlyOpen')(page, mock);
    await page.getByRole('combobox', { name: 'Products' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Berries' }).click();
  },
  'a report without stored credentials': async (page, mock) => {
    mock.reset({
      me: { ...me, user: ADMIN },
      report: reportWith({ credentials: 'missing', missingCredentials: ['Warehouse'] }),
    });
    await open(REPORT, 'Credentials are not stored')(page, mock);
  },
  'data sources': async (page, mock) => {
    mock.reset({ me: { ...me, user: ADMIN } });
    mock.answer({
      'POST /api/data-sources/*/test': () => ({
        status: 200,
        body: { server: 'SQL Server 16.0 at db.contoso.example', milliseconds: 41 },
      }),
    });
    await open(`/reports/${REPORT_ID}/data-sources`, 'Credentials missing')(page, mock);
    await page.getByRole('button', { name: 'Test connection' }).first().click();
    await seen(page.getByText('answered in 41 ms'));
  },
  'select mode': open(`${REPORT}&select=`, 'Choose the item to pin'),
  'pin dialog': async (page, mock) => {
    await open(`${REPORT}&pin=SalesTrend`, 'How often')(page, mock);
    await page.getByRole('combobox', { name: 'Workspace' }).selectOption(SALES);
    await seen(page.getByRole('combobox', { name: 'Dashboard' }));
  },
  'pin dialog before the sign-in': async (page, mock) => {
    mock.reset({ me: { ...me, powerBi: { state: 'required' } } });
    await open(`${REPORT}&pin=SalesTrend`, 'Cannot Pin')(page, mock);
  },
  'pin dialog with another schedule': async (page, mock) => {
    await open(`${REPORT}&pin=SalesTrend`, 'How often')(page, mock);
    await page.getByLabel('Another schedule').check();
    await page.getByLabel('Refresh', { exact: true }).selectOption({ label: 'Monthly, on a weekday' });
    await seen(page.getByText('Repeats monthlyByWeekday'));
  },
  'pin dialog with other ways': async (page, mock) => {
    await open(`${REPORT}&pin=SalesTrend`, 'How often')(page, mock);
    await page.getByRole('button', { name: 'Other ways to make the tile' }).click();
    await page.getByLabel('As a picture').check();
  },
  'choosing several items': async (page, mock) => {
    await open(`${REPORT}&select=`, 'Choose the item to pin')(page, mock);
    await page.getByRole('button', { name: 'Choose several' }).click();
    await page.getByRole('button', { name: 'Pin chart SalesTrend' }).click();
  },
  'pin dialog of several items': open(`${REPORT}&pin=SalesTrend&pin=RevenueMix`, 'How often'),
  'pinned picture': async (page, mock) => {
    await pinWith(page, mock, picturePinView('p'));
    await seen(page.getByText('The picture is ready.'));
  },
  'guided pin': async (page, mock) => {
    const waits = {
      mode: 'guided',
      state: 'waiting',
      pinVisualUrl: 'https://app.example/reports/9',
    } as const;
    await pinWith(page, mock, pinView('p', waits, 4));
    await seen(page.getByText('Waiting for you'));
  },
  'pin under way': async (page, mock) => {
    await pinWith(page, mock, pinView('p', {}, 2));
    await seen(page.getByText('Pinning…'));
  },
  'pin successful': async (page, mock) => {
    await pinWith(page, mock, pinView('p', { state: 'pinned', warning: 'Credentials are not stored.' }, 6));
    await seen(page.getByText('Pin successful'));
  },
  'pin failed': async (page, mock) => {
    const failure = {
      state: 'failed',
      code: 'DASHBOARD_READ_ONLY',
      text: 'You may only read this dashboard.',
    } as const;
    await pinWith(page, mock, pinView('p', failure, 3));
    await seen(page.getByText('You may only read this dashboard.'));
  },
  subscriptions: open('/subscriptions', 'Done: 1 processed'),
  'history of runs': async (page, mock) => {
    await open('/subscriptions', 'Done: 1 processed')(page, mock);
    await page.getByRole('button', { name: 'History' }).first().click();
    await seen(page.getByText('were not run'));
  },
  'editing a subscription': async (page, mock) => {
    await open('/subscriptions', 'Done: 1 processed')(page, mock);
    await page.getByRole('button', { name: 'Edit' }).first().click();
    await seen(page.getByText('Repeats daily'));
  },
  unpinning: async (page, mock) => {
    await open('/subscriptions', 'Done: 1 processed')(page, mock);
    await page.getByRole('button', { name: 'More actions for SalesTrend' }).click();
    await page.getByRole('menuitem', { name: 'Unpin' }).click();
    await seen(page.getByText('Power BI takes the tile'));
  },
  'a subscription whose item was renamed': async (page, mock) => {
    mock.reset({
      subscriptions: [
        subscription({
          id: SUBSCRIPTION_ID,
          itemName: 'SalesTrends',
          statusCode: 'ITEM_NOT_FOUND',
          statusText: "Error: Report item 'SalesTrends' cannot be found.",
        }),
        subscription({
          id: '5b000000-0000-4000-8000-000000000003',
          itemName: 'RevenueMix',
          state: 'retired',
          statusText: "The item 'Tile deleted 6c000000-0000-4000-8000-000000000001' cannot be found.",
        }),
      ],
    });
    await open('/subscriptions', 'Use SalesTrend')(page, mock);
  },
  overview: async (page, mock) => {
    mock.reset({ me: { ...me, user: ADMIN } });
    await open('/manage', 'Owners who have left')(page, mock);
    await seen(page.getByText('SalesTrend, Sales Overview'));
  },
  'giving to somebody else': async (page, mock) => {
    mock.reset({ me: { ...me, user: ADMIN } });
    await open('/manage', 'Owners who have left')(page, mock);
    await page.getByRole('button', { name: 'Give to somebody else' }).click();
    await page.getByRole('combobox', { name: 'New owner' }).click();
    await seen(page.getByRole('option', { name: /^Cleo/ }));
  },
  'shared schedules': async (page, mock) => {
    mock.reset({ me: { ...me, user: ADMIN } });
    await open('/manage/schedules', '12 subscriptions follow it.')(page, mock);
  },
  'a new shared schedule': async (page, mock) => {
    mock.reset({ me: { ...me, user: ADMIN } });
    await open('/manage/schedules', '12 subscriptions follow it.')(page, mock);
    await page.getByRole('button', { name: 'New shared schedule' }).click();
    await seen(page.getByText('Repeats daily'));
  },
  'report servers': async (page, mock) => {
    mock.reset({ me: { ...me, user: ADMIN }, reportServers: [REPORT_SERVER] });
    mock.answer({
      'POST /api/report-servers/*/probe': () => ({ status: 200, body: CONNECTED_SERVER }),
    });
    await open('/manage/report-servers', 'Contoso reports')(page, mock);
    await page.getByRole('button', { name: 'Look at it' }).click();
    await seen(page.getByText('Content Manager gives it.'));
  },
  'connecting a report server': async (page, mock) => {
    mock.reset({ me: { ...me, user: ADMIN } });
    await open('/manage/report-servers', 'No report server is connected')(page, mock);
    await page.getByRole('button', { name: 'Connect a report server' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
  },
  'an account on a report server': async (page, mock) => {
    mock.reset({ reportServers: [REPORT_SERVER] });
    await open('/settings', 'Use my own name there')(page, mock);
  },
  webhook: async (page, mock) => {
    mock.reset({ me: { ...me, user: ADMIN } });
    await open('/manage/webhook', 'Set another address')(page, mock);
  },
  'My Settings': open('/settings', 'When the sign-in lapses'),
  'My Settings after the sign-in has lapsed': async (page, mock) => {
    mock.reset({ me: { ...me, powerBi: { state: 'required', account: 'bob@contoso.example' } } });
    await open('/settings', 'Sign in again')(page, mock);
  },
  integration: async (page, mock) => {
    mock.reset({
      me: { ...me, user: ADMIN },
      registration: { ...registration, missingRedirectUrls: ['https://other.example/api/auth/callback'] },
      templateKit: { state: 'waiting-for-pin', reportUrl: 'https://app.example/reports/1' },
    });
    await open('/manage/integration', 'Pin its visual once')(page, mock);
  },
  'other ways to register': async (page, mock) => {
    const { appId: _, ...rest } = registration;
    mock.reset({ me: { ...me, user: ADMIN }, registration: { ...rest, state: 'none' } });
    await open('/manage/integration', 'Other ways to register')(page, mock);
    await page.getByRole('button', { name: 'With an application you made in Entra' }).click();
    await seen(page.getByText('Verify and register'));
  },
  unregistering: async (page, mock) => {
    mock.reset({ me: { ...me, user: ADMIN } });
    await open('/manage/integration', 'Template kit')(page, mock);
    await page.getByRole('button', { name: 'Unregister with Power BI' }).click();
    await seen(page.getByText('Keep it'));
  },
  notifications: async (page, mock) => {
    await open('/', 'Sales Overview')(page, mock);
    await page.getByRole('button', { name: /^Notifications/ }).click();
    await seen(page.getByText('Go to My Settings'));
  },
  'settings menu': async (page, mock) => {
    mock.reset({ me: { ...me, user: ADMIN } });
    await open('/', 'Sales Overview')(page, mock);
    await page.getByRole('button', { name: 'Settings' }).click();
    await seen(page.getByText('Power BI Integration'));
  },
  'a problem': async (page, mock) => {
    mock.answer({
      'GET /api/catalog': () => problem(403, 'FORBIDDEN', 'Your account has no right to this.'),
    });
    await open('/', 'Code FORBIDDEN')(page, mock);
  },
  'an address without a page': open('/nowhere', 'Page not found'),
};

async function pinWith(page: Page, mock: MockPortal, pin: unknown): Promise<void> {
  mock.answer({
    'PUT /api/pins/*': () => ({ status: 202, body: pin }),
    'GET /api/pins/*': () => ({ status: 200, body: pin }),
  });
  await page.goto(`${mock.url}${REPORT}&pin=SalesTrend`);
  await page.getByRole('combobox', { name: 'Workspace' }).selectOption(SALES);
  await page.getByRole('combobox', { name: 'Dashboard' }).selectOption({ label: 'Sales overview' });
  await page.getByRole('button', { name: 'Pin', exact: true }).click();
}
