import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium, type Person } from './chromium.ts';
import { type MockPortal, startMockPortal } from './mock-api.ts';
import { ADMIN, OVERVIEW, pinView, REPORT_ID, SALES, sampleAnswers } from './sample-answers.ts';

let chromium: Chromium;
let portal: MockPortal;
let person: Person;

beforeAll(async () => {
  [chromium, portal] = await Promise.all([launchChromium(), startMockPortal()]);
});
afterAll(async () => {
  await chromium?.close();
  await portal?.close();
});
beforeEach(async () => {
  portal.reset();
  person = await chromium.person();
});

/** Name of what has the focus: its label, or its text. */
function focused(): Promise<unknown> {
  return person.page.evaluate(
    '(({ activeElement: e }) => e.getAttribute("aria-label") ?? e.labels?.[0]?.textContent ?? e.textContent)(document)',
  );
}

async function press(key: string): Promise<unknown> {
  await person.page.keyboard.press(key);
  return focused();
}

/** Tab until something of that name has the focus; whatever is passed on the way is told when it never does. */
async function tabTo(name: RegExp): Promise<void> {
  const passed: unknown[] = [];
  for (let stop = 0; stop < 40; stop += 1) {
    const at = await press('Tab');
    if (name.test(String(at))) return;
    passed.push(at);
  }
  throw new Error(`Tab never came to ${name}; it passed ${passed.join(' | ')}`);
}

describe('without a mouse', { timeout: 90_000 }, () => {
  it('P7, P8, P10 an item is pinned, and the focus goes where the eyes go', async () => {
    const { page } = person;
    portal.answer({
      'PUT /api/pins/*': ({ path }) => ({ status: 202, body: pinView(path.slice(10)) }),
      'GET /api/pins/*': ({ path }) => ({
        status: 200,
        body: pinView(path.slice(10), { state: 'pinned' }, 6),
      }),
    });
    await page.goto(`${portal.url}/reports/${REPORT_ID}?p.Region=East`);
    await page.getByRole('img', { name: 'Chart SalesTrend' }).waitFor();
    expect(await press('Tab')).toBe('Skip to content');
    await page.keyboard.press('Enter');
    await tabTo(/^Pin to Power BI Dashboard$/);
    await page.keyboard.press('Enter');
    await page.getByText('Choose the item to pin').waitFor();
    await tabTo(/^Pin chart SalesTrend$/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.getByRole('combobox', { name: 'Workspace' }).waitFor();

    await tabTo(/^Workspace/);
    await page.keyboard.type('Sales');
    await page.getByRole('combobox', { name: 'Dashboard' }).waitFor();
    await tabTo(/^Dashboard/);
    await page.keyboard.type('Sales overview');
    await tabTo(/^Daily$/);
    expect(await press('ArrowRight')).toBe('Weekly');
    await tabTo(/^Pin$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Pin successful' }).waitFor();
    expect(portal.calls.find(({ method }) => method === 'PUT')?.body).toMatchObject({
      itemName: 'SalesTrend',
      workspaceId: SALES,
      dashboardId: OVERVIEW,
      when: { frequency: 'weekly', timeZone: 'Europe/Warsaw' },
    });
    expect(await focused()).toBe('Close');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(focused).toBe('Pin to Power BI Dashboard');
    expect(person.problems).toEqual([]);
  });

  it('Escape leaves the dialog for the item, and select mode for the button', async () => {
    const { page } = person;
    await page.goto(`${portal.url}/reports/${REPORT_ID}?p.Region=East&select=`);
    await page.getByRole('button', { name: 'Pin chart RevenueMix' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Workspace' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(focused).toBe('Pin chart RevenueMix');
    await page.keyboard.press('Escape');
    await page.getByText('Choose the item to pin').waitFor({ state: 'detached' });
    await expect.poll(focused).toBe('Pin to Power BI Dashboard');
  });

  it('a question that is answered with Escape gives the focus back to where it was asked', async () => {
    const { page } = person;
    portal.reset({ me: { ...sampleAnswers().me, user: ADMIN } });
    await page.goto(portal.url);
    await page.getByRole('button', { name: 'Actions for Finance' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Delete' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('alertdialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    await expect.poll(focused).toBe('Actions for Finance');
    await page.goto(`${portal.url}/subscriptions`);
    await page.getByRole('button', { name: 'History' }).first().focus();
    await page.keyboard.press('Enter');
    await page.getByText('4 attempts').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(focused).toBe('History');
  });

  it('a page that follows another takes the focus at its heading', async () => {
    const { page } = person;
    await page.goto(portal.url);
    await page.getByRole('link', { name: 'Finance' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Finance' }).waitFor();
    await expect.poll(focused).toBe('Finance');
    expect(await page.title()).toBe('Finance - Report Tiles');
  });
});
