import { describe, expect, it } from 'vitest';
import { pushPace } from '../../../lib/power-bi/push-pace.ts';
import { TestClock } from '../../support/test-clock.ts';

const MODEL = 'm';
const done = async () => 'done';

describe('posts to a push model', () => {
  it('are 120 a minute, and the next one is told when there is room again', async () => {
    const clock = new TestClock('2026-03-02T08:00:00Z');
    const pace = pushPace({ clock });
    await pace.run(MODEL, done);
    clock.advance({ seconds: 20 });
    for (let post = 1; post < 120; post++) await pace.run(MODEL, done);
    await expect(pace.run(MODEL, done)).rejects.toMatchObject({
      code: 'POWER_BI_THROTTLED',
      retryAfterSeconds: 40,
    });
    expect(await pace.run('another', done)).toBe('done');
    clock.advance({ seconds: 40 });
    expect(await pace.run(MODEL, done)).toBe('done');
    await expect(pace.run(MODEL, done)).rejects.toMatchObject({ code: 'POWER_BI_THROTTLED' });
  });

  it('are five under way at once; one that failed makes room', async () => {
    const pace = pushPace({ clock: new TestClock('2026-03-02T08:00:00Z') });
    const waiting = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
    const posts = waiting.map(({ promise }) => pace.run(MODEL, () => promise));
    await expect(pace.run(MODEL, done)).rejects.toMatchObject({ retryAfterSeconds: 1 });
    waiting[0]?.reject(new Error('refused'));
    await expect(posts[0]).rejects.toThrow('refused');
    expect(await pace.run(MODEL, done)).toBe('done');
    for (const one of waiting) one.resolve();
    await Promise.allSettled(posts);
  });

  it('are not sent when they are too many', async () => {
    const pace = pushPace({ clock: new TestClock('2026-03-02T08:00:00Z') });
    let sent = 0;
    const count = async () => {
      sent += 1;
    };
    const all = await Promise.allSettled(Array.from({ length: 300 }, () => pace.run(MODEL, count)));
    expect(sent).toBe(all.filter(({ status }) => status === 'fulfilled').length);
    expect(sent).toBeLessThanOrEqual(120);
  });
});
