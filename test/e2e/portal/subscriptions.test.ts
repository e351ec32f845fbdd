import { describe, expect, it } from 'vitest';
import { inPortal } from './in-portal.ts';
import { problem } from './mock-api.ts';
import { SUBSCRIPTION_ID, sampleAnswers, subscription } from './sample-answers.ts';

const at = inPortal();

describe('My Subscriptions', () => {
  it('S6 shows the whole status text, and times by the zone of the reader beside the one of the subscription', async () => {
    const { page, portal } = at;
    await page.goto(`${portal.url}/subscriptions`);
    const [fresh, failing] = [page.getByRole('article').first(), page.getByRole('article').last()];
    await fresh.getByText('25 Nov 2026, 13:30', { exact: true }).waitFor();
    await fresh.getByText('25 Nov 2026, 07:30 in America/New_York').waitFor();
    await failing.getByRole('button', { name: 'Show all' }).click();
    await failing.getByText('(rsInvalidDataSourceCredentialSetting)').waitFor();
  });

  it('S13 pauses with the stamp that was read, and shows why a change was refused', async () => {
    const { page, portal } = at;
    portal.reset({ subscriptions: [subscription({ id: SUBSCRIPTION_ID, itemName: 'SalesTrend' })] });
    portal.answer({
      'PATCH /api/subscriptions/*': () =>
        problem(412, 'PRECONDITION_FAILED', 'It was changed in the meantime. Load it again.'),
    });
    await page.goto(`${portal.url}/subscriptions`);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('It was changed in the meantime.').waitFor();
    expect(at.writes('PATCH')[0]?.headers['if-match']).toBe('"stamp-1"');
    expect(at.writes('PATCH')[0]?.body).toEqual({ state: 'paused' });
    // Shown at once, and taken back with the refusal.
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await expect.poll(() => portal.calls.filter(({ path }) => path === '/api/subscriptions').length).toBe(2);
  });

  it('S2 changes the schedule and Report Visual Name', async () => {
    const { page, portal } = at;
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
    await page.getByLabel('Refresh', { exact: true }).selectOption({ label: 'Weekly' });
    await page.getByRole('button', { name: 'Friday' }).click();
    await page.getByLabel('At', { exact: true }).fill('06:45');
    await page.getByText('Repeats weekly, America/New_York').waitFor();
    await page.getByText('25 Nov 2026, 07:30 in America/New_York').last().waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(at.writes('PATCH')[0]?.body).toEqual({
      itemName: 'Trend',
      schedule: {
        zone: 'America/New_York',
        start: '2026-11-20T06:45',
        recurrence: { kind: 'weekly', every: 1, days: ['monday', 'friday'] },
      },
    });
  });

  it('says before unpinning what it does, and afterwards what is left to do', async () => {
    const { page, portal } = at;
    const left = 'Power BI refused to remove what stands behind the tile. Remove the tile yourself.';
    portal.answer({
      'DELETE /api/subscriptions/*': () => ({ status: 200, body: { tile: 'left-behind', text: left } }),
    });
    await page.goto(`${portal.url}/subscriptions`);
    await page.getByRole('button', { name: 'More actions for SalesTrend' }).click();
    await page.getByRole('menuitem', { name: 'Unpin' }).click();
    await page.getByText('Power BI takes the tile from the dashboard').waitFor();
    expect(at.writes('DELETE')).toEqual([]);
    await page.getByRole('alertdialog').getByRole('button', { name: 'Unpin' }).click();
    await page.getByText(left).waitFor();
    expect(at.writes('DELETE')[0]?.path).toBe(`/api/subscriptions/${SUBSCRIPTION_ID}`);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('S7 repairs a renamed item in one click, with the nearest name proposed', async () => {
    const { page, portal } = at;
    const lost = { id: SUBSCRIPTION_ID, itemName: 'SalesTrends', statusCode: 'ITEM_NOT_FOUND' };
    portal.reset({ subscriptions: [subscription(lost)] });
    portal.answer({
      'POST /api/subscriptions/*/repair': () => ({
        status: 202,
        body: { key: 'r9', kind: 'manual', dueAt: '2026-11-24T12:31:00Z', state: 'waiting', attempt: 0 },
      }),
    });
    await page.goto(`${portal.url}/subscriptions`);
    await page.getByRole('button', { name: 'Use SalesTrend' }).click();
    await expect.poll(() => at.writes('POST').length).toBe(1);
    expect(at.writes('POST')[0]?.body).toEqual({
      itemName: 'SalesTrend',
      runId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('filters by state and by words', async () => {
    const { page, portal } = at;
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
    const { page, portal } = at;
    await page.goto(`${portal.url}/subscriptions?id=${SUBSCRIPTION_ID}`);
    await page.getByRole('img', { name: 'Tile of SalesTrend' }).waitFor();
    const focused = 'document.activeElement.querySelector("h2")?.textContent';
    await expect.poll(() => page.evaluate(focused)).toBe('SalesTrend');
    await page.goto(`${portal.url}/subscriptions?id=${SUBSCRIPTION_ID}&open=history`);
    await page.getByRole('dialog').getByText('4 attempts').waitFor();
  });

  it('follows a shared schedule, or has one of its own again', async () => {
    const { page, portal } = at;
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
    expect(at.writes('PATCH')[0]?.body).toEqual({ sharedScheduleId: shared });
  });

  it('shows runs with their reasons, and what to do about those that failed', async () => {
    const { page, portal } = at;
    await page.goto(`${portal.url}/subscriptions`);
    await page.getByRole('button', { name: 'History' }).first().click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('4 occurrences from 20 Nov 2026, 13:30 on were not run.').waitFor();
    await drawer.getByText('4 attempts').waitFor();
    await drawer.getByText('A publisher stores the credentials of its data source').waitFor();
    portal.answer({
      'GET /api/subscriptions/*/runs': () => ({
        status: 200,
        body: { value: [{ ...sampleAnswers().runs[1], code: 'SIGN_IN_REQUIRED' }] },
      }),
    });
    await page.goto(`${portal.url}/subscriptions?id=${SUBSCRIPTION_ID}&open=history`);
    await drawer.getByRole('link', { name: 'My Settings' }).click();
    await page.waitForURL('**/settings');
  });

  it('says where to begin when nothing is pinned', async () => {
    at.portal.reset({ subscriptions: [] });
    await at.page.goto(`${at.portal.url}/subscriptions`);
    await at.page.getByText('Nothing pinned yet').waitFor();
  });
});
