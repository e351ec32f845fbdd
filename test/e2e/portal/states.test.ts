import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium, type Person } from './chromium.ts';
import { type MockPortal, problem, startMockPortal } from './mock-api.ts';
import {
  ADMIN,
  NOT_SIGNED_IN,
  REPORT_ID,
  SUBSCRIPTION_ID,
  sampleAnswers,
  subscription,
} from './sample-answers.ts';

let chromium: Chromium;
let portal: MockPortal;
let person: Person;

beforeAll(async () => {
  [chromium, portal] = await Promise.all([launchChromium(), startMockPortal()]);
  person = await chromium.person();
});
afterAll(async () => {
  await chromium?.close();
  await portal?.close();
});
// One browser for all, so that the scripts are compiled once; a tab of its own for each, with its own session storage.
beforeEach(async () => {
  portal.reset();
  person = await person.inNewTab();
});
afterEach(() => {
  expect(person.problems).toEqual([]);
});

const { me } = sampleAnswers();
/** What changes something; a preview of a schedule does not. */
const writes = (method: string) =>
  portal.calls.filter((call) => call.method === method && !call.path.endsWith('/preview'));

describe('without a registration', () => {
  it('P1, U1, R19 there is neither Pin nor My Settings, and active subscriptions say why they rest', async () => {
    portal.reset({ me: { ...me, registered: false } });
    const { page } = person;
    await page.goto(`${portal.url}/reports/${REPORT_ID}?p.Region=East`);
    await page.getByRole('heading', { name: 'Sales Overview' }).waitFor();
    expect(await page.getByRole('button', { name: 'Pin to Power BI Dashboard' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('menuitem', { name: 'My Subscriptions' }).waitFor();
    expect(await page.getByRole('menuitem', { name: 'My Settings' }).count()).toBe(0);
    await page.getByRole('menuitem', { name: 'My Subscriptions' }).click();
    await page.getByText('Paused: not registered').first().waitFor();
    await page.goto(`${portal.url}/settings`);
    await page.getByText('Power BI is not connected').waitFor();
  });

  it('says what an administrator has to do when nobody can sign in', async () => {
    portal.reset({ me: { signedIn: false, registered: false, canSignIn: false } });
    await person.page.goto(portal.url);
    await person.page.getByText('Not set up yet').waitFor();
    expect(await person.page.getByRole('link', { name: 'Sign in' }).count()).toBe(0);
  });

  it('takes the host key out of the address and sends it as a header, once', async () => {
    portal.reset({ me: NOT_SIGNED_IN, registration: { ...sampleAnswers().registration, state: 'none' } });
    portal.answer({ 'POST /api/setup/session': () => ({ status: 200, body: { seconds: 900 } }) });
    const { page } = person;
    await page.goto(`${portal.url}/setup#secret-key`);
    await page.getByRole('button', { name: 'Register with Power BI' }).waitFor();
    expect(page.url()).toBe(`${portal.url}/setup`);
    expect(writes('POST').map(({ headers }) => headers['x-functions-key'])).toEqual(['secret-key']);
    await page.goBack();
    expect(page.url()).not.toContain('secret-key');
  });
});

describe('signing in', () => {
  it('T4 leads back to the report and the parameters that a tile linked to', async () => {
    portal.reset({ me: NOT_SIGNED_IN });
    await person.page.goto(`${portal.url}/reports/${REPORT_ID}?p.Region=East+Coast`);
    const link = person.page.getByRole('link', { name: 'Sign in' });
    const back = `/reports/${REPORT_ID}?p.Region=East+Coast`;
    expect(await link.getAttribute('href')).toBe(`/api/auth/sign-in?returnTo=${encodeURIComponent(back)}`);
  });

  it('is asked for as soon as a session has ended', async () => {
    const { page } = person;
    await page.goto(`${portal.url}/subscriptions`);
    await page.getByRole('article').first().waitFor();
    portal.reset({ me: NOT_SIGNED_IN });
    portal.answer({ 'GET /api/catalog': () => problem(401, 'NOT_SIGNED_IN', 'Sign in to the portal.') });
    await page.getByRole('link', { name: 'Reports' }).click();
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
  });
});

describe('My Subscriptions', () => {
  it('S6 shows the whole status text, and times by the zone of the reader beside the one of the subscription', async () => {
    const { page } = person;
    await page.goto(`${portal.url}/subscriptions`);
    const [fresh, failing] = [page.getByRole('article').first(), page.getByRole('article').last()];
    await fresh.getByText('25 Nov 2026, 13:30', { exact: true }).waitFor();
    await fresh.getByText('25 Nov 2026, 07:30 in America/New_York').waitFor();
    await failing.getByRole('button', { name: 'Show all' }).click();
    await failing.getByText('(rsInvalidDataSourceCredentialSetting)').waitFor();
  });

  it('S13 pauses with the stamp that was read, and shows why a change was refused', async () => {
    const { page } = person;
    portal.reset({ subscriptions: [subscription({ id: SUBSCRIPTION_ID, itemName: 'SalesTrend' })] });
    portal.answer({
      'PATCH /api/subscriptions/*': () =>
        problem(412, 'PRECONDITION_FAILED', 'It was changed in the meantime. Load it again.'),
    });
    await page.goto(`${portal.url}/subscriptions`);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('It was changed in the meantime.').waitFor();
    expect(writes('PATCH')[0]?.headers['if-match']).toBe('"stamp-1"');
    expect(writes('PATCH')[0]?.body).toEqual({ state: 'paused' });
    // Shown at once, and taken back with the refusal.
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await expect.poll(() => portal.calls.filter(({ path }) => path === '/api/subscriptions').length).toBe(2);
  });

  it('S2 changes the schedule and Report Visual Name', async () => {
    const { page } = person;
    portal.reset({ subscriptions: [subscription({ id: SUBSCRIPTION_ID, itemName: 'SalesTrend' })] });
    portal.answer({
      'PATCH /api/subscriptions/*': () => ({
        status: 200,
        body: subscription({ id: SUBSCRIPTION_ID, itemName: 'Trend' }),
      }),
    });
    await page.goto(`${portal.url}/subscriptions`);
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('Report Visual Name').fill('Trend');
    await page.getByLabel('Refresh').selectOption({ label: 'Weekly' });
    await page.getByRole('button', { name: 'Friday' }).click();
    await page.getByLabel('At', { exact: true }).fill('06:45');
    await page.getByText('Repeats weekly, America/New_York').waitFor();
    await page.getByText('25 Nov 2026, 07:30 in America/New_York').last().waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(writes('PATCH')[0]?.body).toEqual({
      itemName: 'Trend',
      schedule: {
        zone: 'America/New_York',
        start: '2026-11-20T06:45',
        recurrence: { kind: 'weekly', every: 1, days: ['monday', 'friday'] },
      },
    });
  });

  it('says before unpinning what it does, and afterwards what is left to do', async () => {
    const { page } = person;
    const left = 'Power BI refused to remove what stands behind the tile. Remove the tile yourself.';
    portal.answer({
      'DELETE /api/subscriptions/*': () => ({ status: 200, body: { tile: 'left-behind', text: left } }),
    });
    await page.goto(`${portal.url}/subscriptions`);
    await page.getByRole('button', { name: 'More actions for SalesTrend' }).click();
    await page.getByRole('menuitem', { name: 'Unpin' }).click();
    await page.getByText('Power BI takes the tile from the dashboard').waitFor();
    expect(writes('DELETE')).toEqual([]);
    await page.getByRole('alertdialog').getByRole('button', { name: 'Unpin' }).click();
    await page.getByText(left).waitFor();
    expect(writes('DELETE')[0]?.path).toBe(`/api/subscriptions/${SUBSCRIPTION_ID}`);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('S7 repairs a renamed item in one click, with the nearest name proposed', async () => {
    const { page } = person;
    const lost = { id: SUBSCRIPTION_ID, itemName: 'SalesTrends', statusCode: 'ITEM_NOT_FOUND' };
    portal.reset({ subscriptions: [subscription(lost)] });
    portal.answer({
      'PATCH /api/subscriptions/*': () => ({
        status: 200,
        body: subscription({ id: SUBSCRIPTION_ID, itemName: 'SalesTrend' }),
      }),
    });
    await page.goto(`${portal.url}/subscriptions`);
    await page.getByRole('button', { name: 'Use SalesTrend' }).click();
    await page.getByRole('article', { name: 'SalesTrend', exact: true }).waitFor();
    expect(writes('PATCH')[0]?.body).toEqual({ itemName: 'SalesTrend' });
  });

  it('filters by state and by words', async () => {
    const { page } = person;
    await page.goto(`${portal.url}/subscriptions`);
    await page.getByRole('tab', { name: 'Needs a hand (1)' }).click();
    await page.getByRole('article', { name: 'SalesTrend' }).waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: 'All (2)' }).click();
    await page.getByLabel('Find by item, report or dashboard').fill('trend overview');
    await page.getByRole('article', { name: 'OrdersToday' }).waitFor({ state: 'detached' });
    expect(await page.getByRole('article').count()).toBe(1);
    await page.getByLabel('Find by item, report or dashboard').fill('nothing of the kind');
    await page.getByText('No subscription fits the filter.').waitFor();
  });

  it('shows what the tile shows, and leads to one subscription or its history by an address', async () => {
    const { page } = person;
    await page.goto(`${portal.url}/subscriptions?id=${SUBSCRIPTION_ID}`);
    await page.getByRole('img', { name: 'Tile of SalesTrend' }).waitFor();
    const focused = 'document.activeElement.querySelector("h2")?.textContent';
    await expect.poll(() => page.evaluate(focused)).toBe('SalesTrend');
    await page.goto(`${portal.url}/subscriptions?id=${SUBSCRIPTION_ID}&open=history`);
    await page.getByRole('dialog').getByText('4 attempts').waitFor();
  });

  it('follows a shared schedule, or has one of its own again', async () => {
    const { page } = person;
    const shared = '5c000000-0000-4000-8000-000000000001';
    portal.reset({ subscriptions: [subscription({ id: SUBSCRIPTION_ID, itemName: 'SalesTrend' })] });
    portal.answer({
      'PATCH /api/subscriptions/*': ({ body }) => ({
        status: 200,
        body: subscription({ id: SUBSCRIPTION_ID, itemName: 'SalesTrend', ...Object(body) }),
      }),
    });
    await page.goto(`${portal.url}/subscriptions?id=${SUBSCRIPTION_ID}&open=edit`);
    await page.getByLabel('Schedule', { exact: true }).selectOption({ label: 'Every morning' });
    await page.getByText('Every day at 07:00, Europe/Warsaw').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(writes('PATCH')[0]?.body).toEqual({ sharedScheduleId: shared });
  });

  it('shows runs with their reasons', async () => {
    const { page } = person;
    await page.goto(`${portal.url}/subscriptions`);
    await page.getByRole('button', { name: 'History' }).first().click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('4 occurrences from 20 Nov 2026, 13:30 on were not run.').waitFor();
    await drawer.getByText('4 attempts').waitFor();
  });

  it('says where to begin when nothing is pinned', async () => {
    portal.reset({ subscriptions: [] });
    await person.page.goto(`${portal.url}/subscriptions`);
    await person.page.getByText('Nothing pinned yet').waitFor();
  });
});

describe('notifications', () => {
  it('U7 tells of tiles that could not be refreshed, and leads to My Settings', async () => {
    const { page } = person;
    portal.reset({ me: { ...me, powerBi: { state: 'required', account: 'bob@contoso.example' } } });
    portal.answer({ 'POST /api/notifications/*/read': () => ({ status: 204 }) });
    await page.goto(portal.url);
    await page.getByRole('button', { name: 'Notifications, 1 unread' }).click();
    await page.getByText("We couldn't refresh some tiles in Power BI").waitFor();
    await page.getByRole('link', { name: 'Go to My Settings' }).click();
    await page.getByRole('heading', { name: 'My Settings' }).waitFor();
    const link = page.getByRole('link', { name: 'Sign in again' });
    expect(await link.getAttribute('href')).toBe('/api/auth/power-bi?returnTo=%2Fsettings');
    await expect.poll(() => writes('POST')[0]?.path).toBe('/api/notifications/n1/read');
  });
});

describe('problems', () => {
  it('asks once when it is refused, and again by itself when the server has trouble', async () => {
    const { page } = person;
    const asked = () => portal.calls.filter(({ path }) => path === '/api/subscriptions').length;
    portal.answer({
      'GET /api/subscriptions': () => problem(403, 'FORBIDDEN', 'You have no right to this.'),
    });
    await page.goto(`${portal.url}/subscriptions`);
    await page.getByText('You have no right to this. Code FORBIDDEN').waitFor();
    expect(asked()).toBe(1);
    portal.reset();
    portal.answer({
      'GET /api/subscriptions': () => problem(503, 'STORAGE_UNAVAILABLE', 'Storage did not answer.'),
    });
    await page.reload();
    await page.getByText('Storage did not answer. Code STORAGE_UNAVAILABLE').waitFor();
    expect(asked()).toBe(3);
  });

  it('keeps administration from everybody else', async () => {
    await person.page.goto(`${portal.url}/manage/integration`);
    await person.page.getByText('Only administrators see this page.').waitFor();
    expect(portal.calls.some(({ path }) => path === '/api/registration')).toBe(false);
  });
});

describe('the integration page', () => {
  it('R10, R11, R16, R17 warns of addresses that differ, updates them, and copies the details', async () => {
    const { page } = person;
    const missing = 'https://other.example/api/auth/callback';
    const { registration } = sampleAnswers();
    portal.reset({
      me: { ...me, user: ADMIN },
      registration: { ...registration, missingRedirectUrls: [missing] },
    });
    portal.answer({ 'PATCH /api/registration': () => ({ status: 200, body: registration }) });
    await page.goto(`${portal.url}/manage/integration`);
    await page.getByText('The registration differs from the portal').waitFor();
    await page.getByRole('button', { name: 'Settings' }).click();
    await page
      .getByRole('img', { name: 'The registration and the addresses of the portal differ' })
      .waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Update registration' }).click();
    await page.getByText('The registration differs from the portal').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Copy registration details' }).click();
    await page.getByText('Copied').first().waitFor();
    const copied = await page.evaluate('navigator.clipboard.readText()');
    expect(copied).toBe(
      [
        'Azure Tenant ID: 7a6f2c1e-5b3d-4e8f-9a0b-1c2d3e4f5a6b',
        'App ID: 0490f2bf-8d21-4fd5-8ef9-e320869cee10',
        'Redirect URLs:',
        'https://tiles.contoso.example/api/auth/callback',
      ].join('\n'),
    );
  });

  it('R18–R21 spells out what unregistering brings about before it is done', async () => {
    const { page } = person;
    const { registration } = sampleAnswers();
    portal.reset({ me: { ...me, user: ADMIN } });
    portal.answer({
      'DELETE /api/registration': () => ({ status: 200, body: { ...registration, state: 'unregistered' } }),
    });
    await page.goto(`${portal.url}/manage/integration`);
    await page.getByRole('button', { name: 'Unregister with Power BI' }).click();
    const question = page.getByRole('alertdialog');
    await question.getByText('My Settings disappears').waitFor();
    await question.getByText('no longer refreshed').waitFor();
    await question.getByText('The delivery extension for this subscription could not be loaded').waitFor();
    expect(writes('DELETE')).toEqual([]);
    await question.getByRole('button', { name: 'Unregister with Power BI' }).click();
    await page.getByRole('button', { name: 'Register with Power BI' }).waitFor();
  });

  it('leads to a fresh sign-in where a change asks for one', async () => {
    const { page } = person;
    portal.reset({ me: { ...me, user: ADMIN } });
    portal.answer({
      'DELETE /api/registration': () =>
        problem(403, 'FRESH_SIGN_IN_REQUIRED', 'Sign in again, then repeat it.'),
    });
    await page.goto(`${portal.url}/manage/integration`);
    await page.getByRole('button', { name: 'Unregister with Power BI' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Unregister with Power BI' }).click();
    const link = page.getByRole('link', { name: 'Sign in again' });
    expect(await link.getAttribute('href')).toBe(
      '/api/auth/sign-in?returnTo=%2Fmanage%2Fintegration&fresh=true',
    );
  });

  it('R7 registers in the name of an administrator, who enters a code elsewhere', async () => {
    const { page } = person;
    const { registration } = sampleAnswers();
    let tries = 0;
    portal.reset({ me: { ...me, user: ADMIN }, registration: { ...registration, state: 'none' } });
    portal.answer({
      'POST /api/registration/admin-sign-in': () => ({
        status: 200,
        body: {
          userCode: 'ABCD1234',
          verificationUrl: 'https://login.example/device',
          seconds: 900,
          intervalSeconds: 1,
          ticket: 'ticket-1',
        },
      }),
      'POST /api/registration': () => {
        tries += 1;
        return tries < 3
          ? problem(409, 'ADMIN_SIGN_IN_PENDING', 'The administrator has not signed in yet.')
          : { status: 200, body: registration };
      },
    });
    await page.goto(`${portal.url}/manage/integration`);
    await page.getByRole('button', { name: 'In the name of an Entra administrator' }).click();
    await page.getByRole('button', { name: 'Begin the sign-in of an administrator' }).click();
    await page.getByText('ABCD1234').waitFor();
    const link = page.getByRole('link', { name: 'Enter the code' });
    expect(await link.getAttribute('href')).toBe('https://login.example/device');
    await page.getByRole('button', { name: 'Unregister with Power BI' }).waitFor();
    const sent = writes('POST').filter(({ path }) => path === '/api/registration');
    expect(sent.map(({ body }) => body)).toEqual(
      Array.from({ length: 3 }, () => ({ backend: 'admin-sign-in', ticket: 'ticket-1' })),
    );
  });

  it('R13 registers an app that was made by hand, through a sign-in with it', async () => {
    const { page } = person;
    const appId = '0490f2bf-8d21-4fd5-8ef9-e320869cee10';
    const { registration } = sampleAnswers();
    portal.reset({ me: { ...me, user: ADMIN }, registration: { ...registration, state: 'none' } });
    portal.answer({
      'POST /api/registration/verify-app': () => ({
        status: 200,
        body: { location: `${portal.url}/settings` },
      }),
    });
    await page.goto(`${portal.url}/manage/integration`);
    await page.getByRole('button', { name: 'With an application you made in Entra' }).click();
    await page.getByText('api://AzureADTokenExchange').waitFor();
    await page.getByRole('button', { name: 'Verify and register' }).click();
    await page.getByText('An application ID looks like').waitFor();
    await page.getByLabel('App ID').fill(appId);
    await page.getByRole('button', { name: 'Verify and register' }).click();
    await page.waitForURL(`${portal.url}/settings`);
    expect(writes('POST')[0]?.body).toEqual({ appId, returnTo: '/manage/integration' });
  });

  it('deletes the application only after a question of its own', async () => {
    const { page } = person;
    const { registration } = sampleAnswers();
    portal.reset({ me: { ...me, user: ADMIN }, registration: { ...registration, state: 'unregistered' } });
    portal.answer({
      'POST /api/registration/delete-app': () => ({ status: 200, body: { ...registration, state: 'none' } }),
    });
    await page.goto(`${portal.url}/manage/integration`);
    await page.getByRole('button', { name: 'Delete the application in Entra' }).click();
    await page.getByText('Everybody is signed out').waitFor();
    await page.getByRole('button', { name: 'Delete the application', exact: true }).click();
    await expect.poll(() => writes('POST')[0]?.body).toEqual({ appId: registration.appId });
  });

  it('says when Entra refuses the application itself', async () => {
    const alarm = {
      code: 'REGISTRATION_BROKEN',
      text: 'The application was disabled.',
      since: '2026-11-24T08:00:00Z',
    };
    portal.reset({ me: { ...me, user: ADMIN }, registration: { ...sampleAnswers().registration, alarm } });
    await person.page.goto(`${portal.url}/manage/integration`);
    await person.page.getByText('The application was disabled.').waitFor();
  });
});
