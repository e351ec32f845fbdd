import { describe, expect, it } from 'vitest';
import { inPortal } from './in-portal.ts';
import { problem } from './mock-api.ts';
import {
  ADMIN,
  CONNECTED_SERVER,
  catalogItem,
  LINKED_SERVER,
  REPORT_SERVER,
  sampleAnswers,
} from './sample-answers.ts';

const at = inPortal();
const { me } = sampleAnswers();
/** One folder and one report, whatever is asked for. */
const SERVER_ITEMS = [
  { ...catalogItem('folder', 'East & West'), path: '/Sales/East & West' },
  {
    ...catalogItem('report', 'Orders'),
    id: 'rs-ab12cd34-5a1e5000-0000-4000-8000-000000000009',
    path: '/Sales/Orders',
  },
];

describe('report servers', () => {
  it('are connected by an administrator, with nothing entered lost when the server refuses', async () => {
    const { page, portal } = at;
    portal.reset({ me: { ...me, user: ADMIN } });
    portal.answer({
      'POST /api/report-servers': () =>
        problem(422, 'REPORT_SERVER_SIGN_IN_REFUSED', 'The report server refuses the account.'),
    });
    await page.goto(`${portal.url}/manage/report-servers`);
    await page.getByRole('button', { name: 'Connect a report server' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Contoso reports');
    await dialog.getByLabel('Web portal').fill('https://reports.contoso.example/Reports');
    await dialog.getByRole('textbox', { name: 'Account' }).fill('CONTOSO\\tiles');
    await dialog.getByLabel('Password').fill('secret');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('The report server refuses the account.').waitFor();
    expect(await dialog.getByLabel('Password').inputValue()).toBe('secret');
    portal.answer({ 'POST /api/report-servers': () => ({ status: 201, body: CONNECTED_SERVER }) });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(at.writes('POST').at(-1)?.body).toEqual({
      name: 'Contoso reports',
      portalUrl: 'https://reports.contoso.example/Reports',
      auth: 'ntlm',
      account: 'CONTOSO\\tiles',
      password: 'secret',
    });
  });

  it('are changed without losing what is kept of them, the password included', async () => {
    const { page, portal } = at;
    const connection = {
      account: 'CONTOSO\\tiles',
      hasCertificates: true,
      userNamePattern: 'CONTOSO\\{name}',
      timeZone: 'Europe/Warsaw',
    };
    portal.reset({ me: { ...me, user: ADMIN }, reportServers: [{ ...REPORT_SERVER, connection }] });
    portal.answer({ 'PUT /api/report-servers/*': () => ({ status: 200, body: CONNECTED_SERVER }) });
    await page.goto(`${portal.url}/manage/report-servers`);
    await page.getByRole('button', { name: 'Edit' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Left empty, the stored one stays.').waitFor();
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Old reports');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    const { account, userNamePattern, timeZone } = connection;
    const { portalUrl, auth } = REPORT_SERVER;
    expect(at.writes('PUT').at(-1)?.body).toEqual({
      ...{ name: 'Old reports', portalUrl, auth, account, userNamePattern, timeZone },
    });
  });

  it('are browsed beside the catalog, after the account was asked for where it was needed', async () => {
    const { page, portal } = at;
    let server = REPORT_SERVER;
    const folders: string[] = [];
    portal.answer({
      'GET /api/report-servers': () => ({ status: 200, body: { value: [server] } }),
      'GET /api/catalog': ({ query }) => {
        folders.push(query.toString());
        return { status: 200, body: { value: query.has('source') ? SERVER_ITEMS : [] } };
      },
      'PUT /api/report-servers/*/link': () => {
        server = LINKED_SERVER;
        return { status: 200, body: { kind: 'own', account: 'CONTOSO\\bob' } };
      },
    });
    await page.goto(portal.url);
    await page.getByRole('link', { name: 'Contoso reports' }).click();
    await page.getByRole('textbox', { name: 'Account' }).fill('CONTOSO\\bob');
    await page.getByLabel('Password').fill('secret');
    await page.getByRole('button', { name: 'Link account' }).click();
    await page.getByRole('link', { name: 'East & West' }).click();
    await page.waitForURL('**/servers/ab12cd34/Sales/East%20%26%20West');
    await page.getByRole('navigation', { name: 'Folder' }).getByText('Contoso reports').waitFor();
    expect(folders).toContain('folder=%2FSales%2FEast+%26+West&source=ab12cd34');
    expect(await page.getByRole('link', { name: 'Orders' }).getAttribute('href')).toBe(
      '/reports/rs-ab12cd34-5a1e5000-0000-4000-8000-000000000009',
    );
  });

  it('ask for the account again on the page of a report once it is refused', async () => {
    const { page, portal } = at;
    portal.reset({ reportServers: [LINKED_SERVER] });
    portal.answer({
      'GET /api/reports/*': () =>
        problem(422, 'REPORT_SERVER_SIGN_IN_REFUSED', 'The report server refuses the account.'),
    });
    await page.goto(`${portal.url}/reports/rs-ab12cd34-5a1e5000-0000-4000-8000-000000000009`);
    await page.getByText('The report server refuses the account.').waitFor();
    await page.getByRole('button', { name: 'Link account' }).waitFor();
  });

  it('know a person by an account of their own, or by the user name, in My Settings', async () => {
    const { page, portal } = at;
    portal.reset({ reportServers: [REPORT_SERVER] });
    portal.answer({
      'PUT /api/report-servers/*/link': () => ({ status: 200, body: { kind: 'matched', account: 'bob' } }),
    });
    await page.goto(`${portal.url}/settings`);
    await page.getByRole('button', { name: 'Use my own name there' }).click();
    await expect.poll(() => at.writes('PUT')[0]?.body).toEqual({ mode: 'matched' });
    await page.getByRole('textbox', { name: 'Account' }).fill('CONTOSO\\bob');
    await page.getByLabel('Password').fill('secret');
    await page.getByRole('button', { name: 'Link account' }).click();
    await expect
      .poll(() => at.writes('PUT')[1]?.body)
      .toEqual({ mode: 'own', account: 'CONTOSO\\bob', password: 'secret' });
  });
});
