import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../../../lib/app.ts';
import type { SubscriptionId } from '../../../lib/subscriptions/subscription.ts';
import { moveTile, moveTileMessageSchema } from '../../../lib/subscriptions/tile-moves/move-tile.ts';
import { requestTileMove } from '../../../lib/subscriptions/tile-moves/request-tile-move.ts';
import '../../support/every-route.ts';
import { MemoryInstallation, OWNER } from '../../support/memory-installation.ts';
import { MemoryPerson } from '../../support/memory-person.ts';
import { addTestSubscription } from '../../support/subscriptions.ts';

const WORKSPACE = '77000000-0000-4000-8000-000000000001';
const BOARD = '77000000-0000-4000-8000-0000000000b2';

let installation: MemoryInstallation;
let app: App;
let id: SubscriptionId;
let isReadOnly: boolean;

beforeEach(async () => {
  installation = new MemoryInstallation();
  isReadOnly = false;
  const body = () => ({ id: BOARD, displayName: 'Board', webUrl: 'https://app.powerbi.com/b2', isReadOnly });
  const answer = async () => ({ ok: true, value: body() }) as never;
  app = { ...installation.app, powerBi: { ...installation.app.powerBi, call: answer } };
  id = await addTestSubscription(installation);
  const expiresAt = installation.clock.now().add({ hours: 24 });
  await app.users.update(OWNER, (user) => ({ ...user, tokenState: 'signed-in', expiresAt }));
});

const wish = (moveId: string) => ({ owner: OWNER, id, moveId, workspaceId: WORKSPACE, dashboardId: BOARD });

async function work(): Promise<void> {
  const queue = installation.queue('moveTile');
  for (const received of queue.receive({ max: 8, visibilitySeconds: 60 })) {
    await moveTile(app, moveTileMessageSchema.parse(received.message));
    queue.delete(received);
  }
}

const refusal = (moveId: string) =>
  requestTileMove(app, wish(moveId)).then(
    () => 'none',
    (error: { readonly code: string }) => error.code,
  );

describe('the wish to move a tile to another dashboard', () => {
  it('is recorded, seen through, and shown to its owner alone', async () => {
    const moveId = randomUUID();
    expect(await requestTileMove(app, wish(moveId))).toMatchObject({ state: 'moving' });
    await work();
    const path = `/api/subscriptions/${id}/moves/${moveId}`;
    const { body } = await new MemoryPerson(installation).send('GET', path);
    expect(body).toEqual({
      id: moveId,
      state: 'moved',
      dashboardName: 'Board',
      dashboardUrl: 'https://app.powerbi.com/b2',
    });
    const shown = await new MemoryPerson(installation).send('GET', `/api/subscriptions/${id}`);
    expect(shown.body).toMatchObject({ dashboardName: 'Board', state: 'active' });
  });

  it('is one move however often it is sent, and not beside another one', async () => {
    const moveId = randomUUID();
    await requestTileMove(app, wish(moveId));
    expect(await requestTileMove(app, wish(moveId))).toMatchObject({ moveId, state: 'moving' });
    expect(await refusal(randomUUID())).toBe('CONFLICT');
    await work();
    expect(await requestTileMove(app, wish(moveId))).toMatchObject({ moveId, state: 'moved' });
    expect(installation.gateway.models.size).toBe(1);
  });

  it('is refused for a dashboard that may only be read, that it is on, or without a sign-in', async () => {
    isReadOnly = true;
    expect(await refusal(randomUUID())).toBe('DASHBOARD_READ_ONLY');
    isReadOnly = false;
    await requestTileMove(app, wish(randomUUID()));
    await work();
    expect(await refusal(randomUUID())).toBe('CONFLICT');
    await app.users.update(OWNER, (user) => ({ ...user, tokenState: 'none' }));
    const elsewhere = { ...wish(randomUUID()), dashboardId: randomUUID() };
    await expect(requestTileMove(app, elsewhere)).rejects.toMatchObject({ code: 'SIGN_IN_REQUIRED' });
  });
});
