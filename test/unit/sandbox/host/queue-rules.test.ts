import { describe, expect, it } from 'vitest';
import { PollingBackoff } from '../../../../sandbox/host/backoff.ts';
import { decodeMessage, encodeMessage, messageMetadata } from '../../../../sandbox/host/queue-message.ts';
import { poisonQueueName } from '../../../../sandbox/host/queue-processor.ts';
import { formatSetCookie } from '../../../../sandbox/host/set-cookie.ts';

describe('the waits between looks at an empty queue', () => {
  it('double from 100 ms to the longest and begin anew after a message', () => {
    const backoff = new PollingBackoff(2000, () => 0.5);
    const empty = Array.from({ length: 8 }, () => backoff.next('empty'));
    expect(empty).toEqual([100, 200, 300, 500, 900, 1700, 2000, 2000]);
    expect([backoff.next('found'), backoff.next('empty'), backoff.next('empty')]).toEqual([100, 200, 300]);
  });

  it('spread by a fifth to either side', () => {
    const third = (random: number) => {
      const backoff = new PollingBackoff(60_000, () => random);
      return [1, 2, 3].map(() => backoff.next('empty'))[2];
    };
    expect(third(0)).toBeCloseTo(260);
    expect(third(1)).toBeCloseTo(340);
  });
});

describe('messages', () => {
  it('are texts in base64, or as they are', () => {
    expect(decodeMessage(Buffer.from('grüße').toString('base64'), 'base64')).toBe('grüße');
    expect(decodeMessage('{"a":1}', 'base64')).toBeUndefined();
    expect(decodeMessage('{"a":1}', 'none')).toBe('{"a":1}');
    expect(decodeMessage(encodeMessage('ä', 'base64'), 'base64')).toBe('ä');
    expect(encodeMessage('ä', 'none')).toBe('ä');
  });

  const facts = {
    messageId: 'm-1',
    popReceipt: 'receipt',
    dequeueCount: 2,
    insertedOn: new Date('2026-11-24T09:00:00Z'),
    expiresOn: new Date('2026-12-01T09:00:00Z'),
    nextVisibleOn: new Date('2026-11-24T09:10:00Z'),
  };

  it('have the metadata of the host', () => {
    expect(messageMetadata(facts, 'text')).toEqual({
      QueueTrigger: { string: 'text' },
      DequeueCount: { json: '2' },
      ExpirationTime: { json: '"2026-12-01T09:00:00+00:00"' },
      Id: { string: 'm-1' },
      InsertionTime: { json: '"2026-11-24T09:00:00+00:00"' },
      NextVisibleTime: { json: '"2026-11-24T09:10:00+00:00"' },
      PopReceipt: { string: 'receipt' },
    });
  });

  it("add the first-level properties of a JSON object, which hide the host's own", () => {
    const text = JSON.stringify({
      owner: 'o',
      id: 'mine',
      n: 5,
      yes: true,
      none: null,
      list: [1],
      deep: { a: 1 },
    });
    const { QueueTrigger: _, ...metadata } = messageMetadata(facts, text);
    expect(metadata).toMatchObject({
      owner: { string: 'o' },
      id: { string: 'mine' },
      n: { string: '5' },
      yes: { string: 'True' },
      deep: { json: '{"a":1}' },
    });
    expect(metadata).not.toHaveProperty('none');
    expect(metadata).not.toHaveProperty('list');
    expect(Object.keys(metadata).indexOf('id')).toBeGreaterThan(Object.keys(metadata).indexOf('Id'));
  });

  it('have a poison queue unless they come from one, or its name would be too long', () => {
    expect(poisonQueueName('refresh-tile')).toBe('refresh-tile-poison');
    expect(poisonQueueName('refresh-tile-poison')).toBeUndefined();
    expect(poisonQueueName('q'.repeat(57))).toBeUndefined();
    expect(poisonQueueName('q'.repeat(56))).toHaveLength(63);
  });
});

describe('a cookie', () => {
  it('has its value escaped and a path', () => {
    expect(formatSetCookie({ name: 'a', value: "b c;'" })).toBe('a=b%20c%3B%27; path=/');
    expect(formatSetCookie({ name: 'a', value: 'b', path: { value: '' }, maxAge: { value: 0 } })).toBe(
      'a=b; max-age=0',
    );
  });
});
