import { describe, expect, it } from 'vitest';
import { inPortal } from './in-portal.ts';
import { problem } from './mock-api.ts';
import { ADMIN, CONNECTED_SERVER, REPORT_SERVER, sampleAnswers } from './sample-answers.ts';

const at = inPortal();
const { me } = sampleAnswers();

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
