import { beforeEach, describe, expect, it } from 'vitest';
import { reconcile } from '../../../lib/subscriptions/firing/reconcile.ts';
import { MemoryInstallation, OWNER } from '../../support/memory-installation.ts';
import { addTestSubscription } from '../../support/subscriptions.ts';

let installation: MemoryInstallation;

beforeEach(async () => {
  installation = new MemoryInstallation();
  await addTestSubscription(installation);
});

async function signedIn(): Promise<void> {
  const { app, clock } = installation;
  await app.users.update(OWNER, (user) => ({
    ...user,
    upn: 'bob@contoso.com',
    name: 'Bob',
    tokenState: 'signed-in',
    invalidSince: undefined,
    tokenReason: undefined,
    expiresAt: clock.now().add({ hours: 90 * 24 }),
  }));
}

async function left(): Promise<readonly string[]> {
  await reconcile(installation.app);
  return (await installation.app.ownersLeft.list()).map(({ upn }) => upn);
}

describe('owners who have left', () => {
  it('are marked when Entra says that the account is gone, and no more when they sign in again', async () => {
    await signedIn();
    expect(await left()).toEqual([]);
    await installation.app.users.update(OWNER, (user) => ({
      ...user,
      tokenState: 'sign-in-required',
      tokenReason: '50057',
      invalidSince: installation.clock.now(),
    }));
    expect(await left()).toEqual(['bob@contoso.com']);
    await signedIn();
    expect(await left()).toEqual([]);
  });

  it('are marked once their sign-in has been over for 30 days', async () => {
    await signedIn();
    installation.clock.advance({ hours: 119 * 24 });
    expect(await left()).toEqual([]);
    installation.clock.advance({ hours: 24 });
    expect(await left()).toEqual(['bob@contoso.com']);
    const [noticed] = await installation.app.ownersLeft.list();
    installation.clock.advance({ hours: 24 });
    await left();
    expect((await installation.app.ownersLeft.list())[0]).toEqual(noticed);
  });
});
