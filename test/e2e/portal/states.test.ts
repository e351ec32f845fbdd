import { describe, expect, it } from 'vitest';
import { inPortal } from './in-portal.ts';
import { problem } from './mock-api.ts';
import { NOT_SIGNED_IN, REPORT_ID, sampleAnswers } from './sample-answers.ts';

const at = inPortal();
const { me } = sampleAnswers();

describe('without a registration', () => {
  it('P1, U1, R19 there is neither Pin nor My Settings, and active subscriptions say why they rest', async () => {
    at.portal.reset({ me: { ...me, registered: false } });
    const { page, portal } = at;
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
    at.portal.reset({ me: { signedIn: false, registered: false, canSignIn: false } });
    await at.page.goto(at.portal.url);
    await at.page.getByText('Not set up yet').waitFor();
    expect(await at.page.getByRole('link', { name: 'Sign in' }).count()).toBe(0);
  });

  it('takes the host key out of the address and sends it as a header, once', async () => {
    at.portal.reset({ me: NOT_SIGNED_IN, registration: { ...sampleAnswers().registration, state: 'none' } });
    at.portal.answer({ 'POST /api/setup/session': () => ({ status: 200, body: { seconds: 900 } }) });
    const { page, portal } = at;
    await page.goto(`${portal.url}/setup#secret-key`);
    await page.getByRole('button', { name: 'Register with Power BI' }).waitFor();
    expect(page.url()).toBe(`${portal.url}/setup`);
    expect(at.writes('POST').map(({ headers }) => headers['x-functions-key'])).toEqual(['secret-key']);
    await page.goBack();
    expect(page.url()).not.toContain('secret-key');
  });
});

describe('signing in', () => {
  it('T4 leads back to the report and the parameters that a tile linked to', async () => {
    at.portal.reset({ me: NOT_SIGNED_IN });
    await at.page.goto(`${at.portal.url}/reports/${REPORT_ID}?p.Region=East+Coast`);
    const link = at.page.getByRole('link', { name: 'Sign in' });
    const back = `/reports/${REPORT_ID}?p.Region=East+Coast`;
    expect(await link.getAttribute('href')).toBe(`/api/auth/sign-in?returnTo=${encodeURIComponent(back)}`);
  });

  it('is asked for as soon as a session has ended', async () => {
    const { page, portal } = at;
    await page.goto(`${portal.url}/subscriptions`);
    await page.getByRole('article').first().waitFor();
    portal.reset({ me: NOT_SIGNED_IN });
    portal.answer({ 'GET /api/catalog': () => problem(401, 'NOT_SIGNED_IN', 'Sign in to the portal.') });
    await page.getByRole('link', { name: 'Reports' }).click();
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
  });
});

describe('notifications', () => {
  it('U7 tells of tiles that could not be refreshed, and leads to My Settings', async () => {
    const { page, portal } = at;
    portal.reset({ me: { ...me, powerBi: { state: 'required', account: 'bob@contoso.example' } } });
    portal.answer({ 'POST /api/notifications/*/read': () => ({ status: 204 }) });
    await page.goto(portal.url);
    await page.getByRole('button', { name: 'Notifications, 1 unread' }).click();
    await page.getByText("We couldn't refresh some tiles in Power BI").waitFor();
    await page.getByRole('link', { name: 'Go to My Settings' }).click();
    await page.getByRole('heading', { name: 'My Settings' }).waitFor();
    const link = page.getByRole('link', { name: 'Sign in again' });
    expect(await link.getAttribute('href')).toBe('/api/auth/power-bi?returnTo=%2Fsettings');
    await expect.poll(() => at.writes('POST')[0]?.path).toBe('/api/notifications/n1/read');
  });
});

describe('problems', () => {
  it('asks once when it is refused, and again by itself when the server has trouble', async () => {
    const { page, portal } = at;
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
    await at.page.goto(`${at.portal.url}/manage/integration`);
    await at.page.getByText('Only administrators see this page.').waitFor();
    expect(at.portal.calls.some(({ path }) => path === '/api/registration')).toBe(false);
  });
});
