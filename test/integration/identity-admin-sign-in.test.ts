import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { enterDeviceCode, signIn } from '../../sandbox/entra/browser.ts';
import '../support/every-route.ts';
import type { InProcessPerson } from '../support/in-process-person.ts';
import { freezeTime, pass } from '../support/in-time.ts';
import {
  ADA,
  BOB,
  DEV,
  type Directory,
  StandInInstallation,
  startDirectory,
} from '../support/stand-in-installation.ts';

/**
 * R7: registering in the name of an administrator of Entra, who signs in on a device of their own: the managed identity
 * has no right on the directory here.
 */
type Begun = {
  readonly userCode: string;
  readonly verificationUrl: string;
  readonly ticket: string;
  readonly intervalSeconds: number;
};

let directory: Directory;
let installation: StandInInstallation;
let operator: InProcessPerson;

beforeAll(async () => {
  freezeTime('2026-03-02T08:00:00Z');
  directory = await startDirectory();
  directory.entra.directory.state.appRoleAssignments = [];
});
afterAll(() => directory.close());
beforeEach(async () => {
  installation = new StandInInstallation(directory);
  operator = installation.person(ADA);
  await operator.send('POST', '/api/setup/session');
});

const begin = (who = operator) => who.json<Begun>('POST', '/api/registration/admin-sign-in');
const enter = ({ verificationUrl, userCode }: Begun, account: string, decline = false) =>
  enterDeviceCode(verificationUrl, { account, userCode, decline });
const registerWith = (ticket: string | undefined, who = operator) =>
  who.send('POST', '/api/registration', {
    body: { backend: 'admin-sign-in', ...(ticket !== undefined && { ticket }) },
  });

describe('an administrator who signs in to register', () => {
  it('is needed here: the managed identity alone is refused, with the reason', async () => {
    const problem = await operator.problem('POST', '/api/registration');
    expect(problem).toMatchObject({ code: 'DIRECTORY_REFUSED', status: 502 });
    expect(problem.detail).toMatch(/Authorization_RequestDenied|privileges/);
  });

  it('sees a code and an address, and the registration waits until the code was entered', async () => {
    const begun = await begin();
    expect(begun.userCode).toMatch(/^[A-Z0-9-]{6,}$/);
    expect(begun.verificationUrl).toContain('/devicelogin');
    const waiting = await registerWith(begun.ticket);
    expect(waiting.body).toMatchObject({ code: 'ADMIN_SIGN_IN_PENDING' });
    expect(waiting.headers?.['retry-after']).toBe('5');
    await enter(begun, ADA);
    const done = await registerWith(begun.ticket);
    expect(done.body).toMatchObject({ state: 'registered', backend: 'admin-sign-in' });
    // An administrator may consent for everybody: nobody is asked.
    expect(done.body).not.toHaveProperty('consentUrl');
    expect(await operator.signIn('/browse')).toBe('/browse');
  });

  it('goes on at any instance, after a step that failed, without signing in twice', async () => {
    const begun = await begin();
    await enter(begun, ADA);
    const { graph } = directory;
    await graph.control.failNext({ operation: 'servicePrincipals.get', drop: true });
    expect((await registerWith(begun.ticket)).body).toMatchObject({ code: 'DIRECTORY_UNAVAILABLE' });
    await graph.control.clearFaults();
    expect((await registerWith(begun.ticket)).body).toMatchObject({ state: 'registered' });
  });

  it('is asked again where the instance that fetched the token is gone: the code was used', async () => {
    const begun = await begin();
    await enter(begun, ADA);
    await directory.graph.control.failNext({ operation: 'servicePrincipals.get', drop: true });
    await registerWith(begun.ticket);
    await directory.graph.control.clearFaults();
    const other = installation.anotherInstance();
    const elsewhere = other.person(ADA);
    for (const [name, value] of operator.cookies) elsewhere.cookies.set(name, value);
    expect((await registerWith(begun.ticket, elsewhere)).body).toMatchObject({
      code: 'ADMIN_SIGN_IN_REQUIRED',
    });
    const again = await begin(elsewhere);
    await enter(again, ADA);
    expect((await registerWith(again.ticket, elsewhere)).body).toMatchObject({ state: 'registered' });
  });

  it('may be an application administrator', async () => {
    const begun = await begin();
    await enter(begun, DEV);
    expect((await registerWith(begun.ticket)).body).toMatchObject({ state: 'registered' });
  });

  it('who declines, has no right, or lets the code run out is told so', async () => {
    const declined = await begin();
    await enter(declined, ADA, true);
    expect((await registerWith(declined.ticket)).body).toMatchObject({ code: 'SIGN_IN_REFUSED' });

    const powerless = await begin();
    const entering = await enter(powerless, BOB).then(() => 'in', String);
    const { code } = (await registerWith(powerless.ticket)).body as { code: string };
    expect([entering, code]).toEqual(['in', 'SIGN_IN_REFUSED']);

    const late = await begin();
    pass({ minutes: 16 });
    await operator.send('POST', '/api/setup/session');
    expect((await registerWith(late.ticket)).body).toMatchObject({ code: 'ADMIN_SIGN_IN_REQUIRED' });
  });
});

describe('the ticket of an administrator’s sign-in', () => {
  it('is good for whoever began it, and is no other sealed thing', async () => {
    const first = await begin();
    await enter(first, ADA);
    expect((await registerWith(first.ticket)).body).toMatchObject({ state: 'registered' });
    await operator.signIn();
    await operator.signIn('/', { fresh: true });
    const stolen = await begin();
    const session = operator.cookies.get('rt-session') ?? '';
    for (const ticket of [undefined, session, 'x', first.ticket])
      expect(
        (await operator.send('PATCH', '/api/registration', { body: ticket === undefined ? {} : { ticket } }))
          .body,
      ).toMatchObject({ code: 'ADMIN_SIGN_IN_REQUIRED' });
    await enter(stolen, ADA);
    expect(
      (await operator.send('PATCH', '/api/registration', { body: { ticket: stolen.ticket } })).status,
    ).toBe(200);
  });

  it('shows neither the device code nor a token', async () => {
    const { ticket } = await begin();
    const [header = ''] = ticket.split('.');
    expect(ticket.split('.')).toHaveLength(5);
    expect(Object.keys(JSON.parse(Buffer.from(header, 'base64url').toString())).sort()).toEqual([
      'alg',
      'enc',
      'kid',
      'typ',
    ]);
  });
});

describe('consent that the directory leaves to an administrator', () => {
  it('is given in the browser, to just the scopes that are used, and recorded', async () => {
    const { entra } = directory;
    entra.directory.state.oauth2PermissionGrants = [];
    const begun = await begin();
    await enter(begun, ADA);
    await directory.graph.control.failNext({ operation: 'oauth2PermissionGrants.create', status: 403 });
    await directory.graph.control.failNext({ operation: 'oauth2PermissionGrants.update', status: 403 });
    const registered = (await registerWith(begun.ticket)).body as { consentUrl?: string };
    await directory.graph.control.clearFaults();
    expect(registered.consentUrl).toBe('/api/auth/consent?returnTo=%2Fmanage%2Fintegration');
    await operator.signIn('/', { fresh: true });

    const asked = await operator.send('GET', registered.consentUrl ?? '');
    const page = new URL(asked.headers?.location ?? '');
    expect(page.pathname).toContain('/adminconsent');
    expect(page.searchParams.get('scope')).toContain('Dataset.ReadWrite.All');
    const back = await signIn(page, { account: ADA });
    const answer = await operator.send('GET', `${back.pathname}${back.search}`);
    expect(answer).toMatchObject({ status: 302, headers: { location: '/manage/integration' } });
    expect(await operator.json('GET', '/api/registration')).not.toHaveProperty('consentUrl');
    const grants = entra.directory.state.oauth2PermissionGrants;
    expect(grants.filter(({ scope }) => scope.includes('Dataset.ReadWrite.All'))).toMatchObject([
      { consentType: 'AllPrincipals' },
    ]);
  });
});
