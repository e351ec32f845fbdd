import { beforeEach, describe, expect, it } from 'vitest';
import '../../support/every-route.ts';
import { MemoryInstallation, ownerOf } from '../../support/memory-installation.ts';
import { MemoryPerson } from '../../support/memory-person.ts';
import { addTestSubscription } from '../../support/subscriptions.ts';

let installation: MemoryInstallation;

beforeEach(() => {
  installation = new MemoryInstallation();
});

async function publish(id: string): Promise<void> {
  const picture = { title: 'Sales', png: new TextEncoder().encode('picture'), warnings: [] };
  await installation.app.pinPictures.publish(id, picture, {
    refreshedAt: installation.clock.now(),
    zone: 'UTC',
  });
}

describe('the picture of the last tile', () => {
  it('is shown to the owner of the subscription as soon as there is one', async () => {
    const owner = new MemoryPerson(installation);
    const id = await addTestSubscription(installation);
    expect((await owner.send('GET', `/api/subscriptions/${id}/picture`)).status).toBe(404);
    await publish(id);
    expect((await owner.send('GET', `/api/subscriptions/${id}/picture`)).status).toBe(200);
  });

  it('is shown to nobody else', async () => {
    const eve = new MemoryPerson(installation, ownerOf('e0000000-0000-4000-8000-00000000000e'));
    const id = await addTestSubscription(installation);
    await publish(id);
    expect((await eve.send('GET', `/api/subscriptions/${id}/picture`)).status).toBe(404);
  });
});
