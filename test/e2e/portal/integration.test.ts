import { describe, expect, it } from 'vitest';
import { inPortal } from './in-portal.ts';
import { problem } from './mock-api.ts';
import { ADMIN, AUDIT, sampleAnswers } from './sample-answers.ts';

const at = inPortal();
const { me } = sampleAnswers();

describe('the integration page', () => {
  it('R10, R11, R16, R17 warns of addresses that differ, updates them, and copies the details', async () => {
    const { page, portal } = at;
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
    const { page, portal } = at;
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
    expect(at.writes('DELETE')).toEqual([]);
    await question.getByRole('button', { name: 'Unregister with Power BI' }).click();
    await page.getByRole('button', { name: 'Register with Power BI' }).waitFor();
  });

  it('shows what was done lately, by whom, and earlier things when asked', async () => {
    const { page, portal } = at;
    portal.reset({ me: { ...me, user: ADMIN } });
    portal.answer({
      'GET /api/audit': ({ query }) => ({
        status: 200,
        body: query.has('after') ? { value: AUDIT.slice(1) } : { value: AUDIT.slice(0, 1), next: 'e30=' },
      }),
    });
    await page.goto(`${portal.url}/manage/integration`);
    const list = page.getByRole('list', { name: 'What was done lately' });
    await list.getByText('A subscription was given to somebody else').waitFor();
    await list.getByText('bob@contoso.example to cleo@contoso.example').waitFor();
    await page.getByRole('button', { name: 'Show earlier ones' }).click();
    await list.getByText('through the set-up link').waitFor();
    expect(await page.getByRole('button', { name: 'Show earlier ones' }).count()).toBe(0);
  });

  it('spells out what signing everybody out brings about, asks, and shows how far the tokens are removed', async () => {
    const { page, portal } = at;
    portal.reset({ me: { ...me, user: ADMIN } });
    let state = 'none';
    portal.answer({
      'POST /api/auth/sign-everybody-out': () => {
        state = 'removing-tokens';
        return { status: 204 };
      },
      'GET /api/auth/sign-everybody-out': () => ({
        status: 200,
        body:
          state === 'none'
            ? { state, people: 0, tokensRemoved: 0 }
            : {
                state,
                people: 12,
                tokensRemoved: 5,
                begunAt: '2026-11-24T09:00:00Z',
                changedAt: '2026-11-24T09:01:00Z',
                by: 'ada@contoso.example',
              },
      }),
    });
    await page.goto(`${portal.url}/manage/integration`);
    const button = 'Sign everybody out and remove all tokens';
    await page.getByRole('button', { name: button }).click();
    const question = page.getByRole('alertdialog');
    await question.getByText('yours too').waitFor();
    await question.getByText('No tile of a person is refreshed').waitFor();
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect(at.writes('POST')).toEqual([]);
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: button }).click();
    await expect
      .poll(() => at.writes('POST').map(({ body }) => body))
      .toEqual([{ powerBi: 'remove-tokens', appId: '0490f2bf-8d21-4fd5-8ef9-e320869cee10' }]);
    await page.reload();
    await page.getByText('5 of their tokens are removed so far').waitFor();
    state = 'done';
    await page.getByText('The sign-ins of 12 people to Power BI were ended').waitFor();
  });

  it('leads to a fresh sign-in where a change asks for one', async () => {
    const { page, portal } = at;
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
    const { page, portal } = at;
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
    const sent = at.writes('POST').filter(({ path }) => path === '/api/registration');
    expect(sent.map(({ body }) => body)).toEqual(
      Array.from({ length: 3 }, () => ({ backend: 'admin-sign-in', ticket: 'ticket-1' })),
    );
  });

  it('R13 registers an app that was made by hand, through a sign-in with it', async () => {
    const { page, portal } = at;
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
    expect(at.writes('POST')[0]?.body).toEqual({ appId, returnTo: '/manage/integration' });
  });

  it('deletes the application only after a question of its own', async () => {
    const { page, portal } = at;
    const { registration } = sampleAnswers();
    portal.reset({ me: { ...me, user: ADMIN }, registration: { ...registration, state: 'unregistered' } });
    portal.answer({
      'POST /api/registration/delete-app': () => ({ status: 200, body: { ...registration, state: 'none' } }),
    });
    await page.goto(`${portal.url}/manage/integration`);
    await page.getByRole('button', { name: 'Delete the application in Entra' }).click();
    await page.getByText('Everybody is signed out').waitFor();
    await page.getByRole('button', { name: 'Delete the application', exact: true }).click();
    await expect.poll(() => at.writes('POST')[0]?.body).toEqual({ appId: registration.appId });
  });

  it('says when Entra refuses the application itself', async () => {
    const alarm = {
      code: 'REGISTRATION_BROKEN',
      text: 'The application was disabled.',
      since: '2026-11-24T08:00:00Z',
    };
    at.portal.reset({ me: { ...me, user: ADMIN }, registration: { ...sampleAnswers().registration, alarm } });
    await at.page.goto(`${at.portal.url}/manage/integration`);
    await at.page.getByText('The application was disabled.').waitFor();
  });

  it('allows subscriptions of the installation itself, after a fresh sign-in', async () => {
    const { page, portal } = at;
    const { registration } = sampleAnswers();
    portal.reset({ me: { ...me, user: ADMIN } });
    portal.answer({
      'PUT /api/registration/service-owned': () =>
        problem(403, 'FRESH_SIGN_IN_REQUIRED', 'Sign in again, then repeat it.'),
    });
    await page.goto(`${portal.url}/manage/integration`);
    const allow = page.getByRole('switch', { name: 'Allow subscriptions in the name of the installation' });
    await allow.click();
    await page.getByRole('link', { name: 'Sign in again' }).waitFor();
    expect(await allow.isChecked()).toBe(false);
    portal.answer({
      'PUT /api/registration/service-owned': () => ({
        status: 200,
        body: { ...registration, serviceOwned: true },
      }),
    });
    await allow.click();
    await expect.poll(() => allow.isChecked()).toBe(true);
    expect(at.writes('PUT').map(({ body }) => body)).toEqual([{ allowed: true }, { allowed: true }]);
  });
});
