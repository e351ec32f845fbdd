import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SandboxProcess, startSandbox, temporaryFolder } from '../../support/sandbox-process.ts';
import { type Chromium, launchChromium, type Person } from './chromium.ts';

const PORT = 18_360;
const PORTAL = `http://127.0.0.1:${PORT}`;
/** The security group of the sandbox whose members may pin. */
const READERS = '9a000000-0000-4000-8000-0000000000e1';
const REPORTS = join(import.meta.dirname, '..', '..', '..', 'sandbox', 'reports');
/** Nine programs and a browser share the machine with other tests. */
const PATIENT = { timeout: 60_000 };

const folder = temporaryFolder();
let sandbox: SandboxProcess;
let chromium: Chromium;
let ada: Person;
let cleo: Person;
let bob: Person;

beforeAll(async () => {
  sandbox = startSandbox({ port: PORT, data: folder.path, args: ['--empty'] });
  [chromium] = await Promise.all([launchChromium(), sandbox.waitFor('Set-up link')]);
  [ada, cleo, bob] = await Promise.all([chromium.person(), chromium.person(), chromium.person()]);
}, 120_000);

afterAll(async () => {
  await chromium?.close();
  await sandbox?.stop();
  folder.remove();
}, 60_000);

/** The account on the Entra stand-in's page. */
async function signInAs(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${name} `) }).click();
}

async function popupOf(page: Page, open: () => Promise<void>): Promise<Page> {
  const [popup] = await Promise.all([page.context().waitForEvent('page'), open()]);
  return popup;
}

describe('the main job, with the mouse, from the set-up link on', { timeout: 120_000 }, () => {
  it('R1, R7–R11 registers from the set-up link, step by step, and shows the details', async () => {
    const { page } = ada;
    const hostKey = readFileSync(join(folder.path, 'host-key'), 'utf8');
    await page.goto(`${PORTAL}/setup#${hostKey}`);
    await page.getByRole('button', { name: 'Register with Power BI' }).click();
    await page.getByRole('link', { name: 'Sign in as administrator' }).waitFor(PATIENT);
    expect(page.url()).toBe(`${PORTAL}/setup`);
    const details = page.getByRole('region', { name: 'Power BI Registration Details' });
    await details.getByText('Contoso Reports').waitFor();
    await details.getByText(`${PORTAL}/api/auth/callback`).waitFor();
  });

  it('makes the first account that signs in from there an administrator', async () => {
    const { page } = ada;
    await page.getByRole('link', { name: 'Sign in as administrator' }).click();
    await signInAs(page, 'Ada Admin');
    await page.getByRole('heading', { name: 'Power BI Integration' }).waitFor(PATIENT);
    expect(page.url()).toBe(`${PORTAL}/manage/integration`);
  });

  it('installs the template kit, whose visual is pinned by hand in Power BI', async () => {
    const { page } = ada;
    await page.getByRole('link', { name: 'Sign in to Power BI' }).click();
    await page.getByLabel('Security group whose members may pin').fill(READERS);
    await page.getByRole('button', { name: 'Install', exact: true }).click();
    const report = page.getByRole('link', { name: 'Open the report in Power BI' });
    await report.waitFor(PATIENT);
    const powerBi = await popupOf(page, () => report.click());
    await signInAs(powerBi, 'Ada Admin');
    await powerBi.getByRole('link', { name: 'Pin visual' }).click();
    await powerBi.getByRole('button', { name: 'Pin' }).click();
    await powerBi.getByRole('heading', { name: /Templates/ }).waitFor(PATIENT);
    await powerBi.close();
    await page.getByRole('button', { name: 'I have pinned it: verify' }).click();
    await page.getByText('Verified').waitFor(PATIENT);
  });

  it('publishes reports into a new folder, and says which file was refused and why', async () => {
    const { page } = cleo;
    await page.goto(PORTAL);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await signInAs(page, 'Cleo Publisher');
    await page.getByRole('button', { name: 'New folder' }).click();
    await page.getByLabel('Name of the folder').fill('Samples');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByText('The folder is made when the first file is uploaded').waitFor();
    const broken = { name: 'Broken.rdl', mimeType: 'text/xml', buffer: Buffer.from('<html></html>') };
    await page.locator('input[type=file]').setInputFiles(join(REPORTS, 'Sales Overview.rdl'));
    await page.getByRole('link', { name: 'Sales Overview' }).waitFor(PATIENT);
    await page.locator('input[type=file]').setInputFiles(broken);
    await page.getByText('Code NOT_RDL').waitFor(PATIENT);
  });

  it('P1, P7, U3 chooses an item on the report, and comes back to it from the Power BI sign-in', async () => {
    const { page } = bob;
    await page.goto(PORTAL);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await signInAs(page, 'Bob Report');
    await page.getByRole('link', { name: 'Samples' }).click();
    await page.getByRole('link', { name: 'Sales Overview' }).click();
    await page.getByRole('img', { name: 'Chart OrdersToday' }).waitFor(PATIENT);
    await page.getByRole('button', { name: 'Pin to Power BI Dashboard' }).click();
    await page.getByText('nested in a table, matrix or list').waitFor();
    await page.getByRole('button', { name: 'Pin chart OrdersToday' }).click();
    await page.getByRole('link', { name: 'Sign in to Power BI' }).click();
    await page.getByRole('combobox', { name: 'Workspace' }).waitFor(PATIENT);
    expect(new URL(page.url()).searchParams.get('pin')).toBe('OrdersToday');
  });

  it('P8, P10 pins it to a dashboard, where its tile shows the picture', async () => {
    const { page } = bob;
    await page.getByRole('combobox', { name: 'Workspace' }).selectOption({ label: 'Sales' });
    await page.getByRole('combobox', { name: 'Dashboard' }).selectOption({ label: 'Sales overview' });
    await page.getByLabel('Weekly').check();
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    await page.getByRole('heading', { name: 'Pin successful' }).waitFor(PATIENT);
    const seeIt = page.getByRole('link', { name: 'See it in Power BI' });
    const powerBi = await popupOf(page, () => seeIt.click());
    await signInAs(powerBi, 'Bob Report');
    const picture = powerBi.locator(`.tile img[src^="${PORTAL}/t/"]`);
    await picture.waitFor(PATIENT);
    await expect
      .poll(() => powerBi.evaluate('document.querySelector(".tile img").naturalWidth'), { timeout: 30_000 })
      .toBeGreaterThan(200);
    await powerBi.close();
    await page.getByRole('button', { name: 'Close' }).last().click();
  });

  it('S1, S11, S13 lists the subscription, runs it now, pauses and resumes it', async () => {
    const { page } = bob;
    await page.getByRole('link', { name: 'My Subscriptions' }).click();
    const card = page.getByRole('article', { name: 'OrdersToday' });
    await card.getByText(/^Every \w+day at \d\d:\d\d, Europe\/Warsaw$/).waitFor(PATIENT);
    await card.getByRole('button', { name: 'Run now' }).click();
    await card.getByText('The tile was refreshed.').waitFor(PATIENT);
    await card.getByText('Done: 1 processed of 1 total; 0 errors.').waitFor();
    await card.getByRole('button', { name: 'Pause' }).click();
    await card.getByText('Paused').waitFor(PATIENT);
    await card.getByText('Inactive').waitFor();
    await card.getByRole('button', { name: 'Resume' }).click();
    await card.getByText('Active', { exact: true }).waitFor(PATIENT);
  });

  it('U1, U2, U6 signs out of Power BI in My Settings, after saying what that means', async () => {
    const { page } = bob;
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('menuitem', { name: 'My Settings' }).click();
    await page.getByText('bob@contoso.example').waitFor(PATIENT);
    await page.getByText('(90 days left)').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('no longer refreshed').waitFor();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('Not signed in').or(page.getByText('Sign-in needed')).waitFor(PATIENT);
  });

  it('breaks neither a script nor the content security policy on the way', () => {
    expect([...ada.problems, ...cleo.problems, ...bob.problems]).toEqual([]);
  });
});
