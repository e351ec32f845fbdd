import { describe, expect, it } from 'vitest';
import { DomainError, ERRORS } from '../../../lib/errors.ts';
import '../../support/every-route.ts';
import { MemoryInstallation } from '../../support/memory-installation.ts';
import { MemoryPerson } from '../../support/memory-person.ts';
import { addTestSubscription } from '../../support/subscriptions.ts';

type Page = {
  readonly value: readonly {
    readonly dueAt: string;
    readonly state: string;
    readonly text?: string;
    readonly advice?: string;
  }[];
  readonly next?: string;
};

describe('the history of a subscription', () => {
  it('comes newest first in pages, a failure with its reason and what to do about it', async () => {
    const installation = new MemoryInstallation();
    const bob = new MemoryPerson(installation);
    const id = await addTestSubscription(installation);
    await installation.pass({ hours: 1 });
    installation.pictures.refuse = new DomainError('CREDENTIALS_NOT_STORED');
    await installation.pass({ hours: 2 });
    const path = `/api/subscriptions/${id}/runs?top=2`;
    const { body: first } = await bob.send<Page>('GET', path);
    expect(first.value.map(({ dueAt, state }) => [dueAt, state])).toEqual([
      ['2026-11-23T10:00:00Z', 'failed'],
      ['2026-11-23T09:00:00Z', 'failed'],
    ]);
    expect(first.value[0]?.text).toContain('PowerBI Delivery error: dashboard: Sales overview');
    expect(first.value[0]?.advice).toBe(ERRORS.CREDENTIALS_NOT_STORED.text);
    const { body: second } = await bob.send<Page>(
      'GET',
      `${path}&after=${encodeURIComponent(first.next ?? '')}`,
    );
    expect(second.value).toMatchObject([{ dueAt: '2026-11-23T08:00:00Z', state: 'succeeded' }]);
    expect(second.value[0]?.advice).toBeUndefined();
    expect(second.next).toBeUndefined();
  });
});
