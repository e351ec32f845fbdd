import { beforeEach, describe, expect, it } from 'vitest';
import type { Message, Queue } from '../../../lib/storage/queue.ts';

export type Received = {
  readonly message: Message;
  readonly dequeueCount: number;
  /** False where the message was delivered again since, or is gone. */
  readonly remove: () => Promise<boolean>;
};

export type QueueBench = {
  readonly queue: Queue;
  /** What a worker does: takes visible messages, which are then hidden for `visibilitySeconds`. */
  readonly receive: (visibilitySeconds: number) => Promise<readonly Received[]>;
  readonly pass: (seconds: number) => Promise<void>;
};

/** What each adapter of the Queue port must do. `open` gives an empty queue and a worker's side of it. */
export function queueContract(adapter: string, open: () => Promise<QueueBench>): void {
  describe(`Queue, ${adapter}`, () => {
    let bench: QueueBench;
    beforeEach(async () => {
      bench = await open();
    });

    it('delivers a message as it was sent', async () => {
      const message = {
        id: 'a"ż😀',
        dueAt: '2026-11-23T07:30:00Z',
        n: 1.5,
        yes: true,
        none: null,
        ids: ['x', 'y'],
      };
      await bench.queue.send(message);
      const received = await bench.receive(30);
      expect(received.map((one) => one.message)).toStrictEqual([message]);
      expect(received[0]?.dequeueCount).toBe(1);
    });

    it('hides a message until its delay is over', async () => {
      await bench.queue.send({ id: 'later' }, { delaySeconds: 2 });
      await bench.queue.send({ id: 'now' });
      expect((await bench.receive(30)).map((one) => one.message)).toEqual([{ id: 'now' }]);
      await bench.pass(2);
      expect((await bench.receive(30)).map((one) => one.message)).toEqual([{ id: 'later' }]);
    });

    it('rounds a part of a second up, so that nothing comes too early', async () => {
      await bench.queue.send({ id: 'later' }, { delaySeconds: 0.2 });
      expect(await bench.receive(30)).toEqual([]);
      await bench.pass(1);
      expect(await bench.receive(30)).toHaveLength(1);
    });

    it('delivers a message again when its lease is over, and counts the deliveries', async () => {
      await bench.queue.send({ id: 'a' });
      const [first] = await bench.receive(1);
      expect(await bench.receive(1)).toEqual([]);
      await bench.pass(1);
      const [second] = await bench.receive(30);
      expect(second).toMatchObject({ message: { id: 'a' }, dequeueCount: 2 });
      expect(await first?.remove()).toBe(false);
      expect(await second?.remove()).toBe(true);
      expect(await second?.remove()).toBe(false);
    });

    it('counts hidden messages too', async () => {
      await bench.queue.send({ id: 'a' });
      await bench.queue.send({ id: 'b' }, { delaySeconds: 60 });
      const [received] = await bench.receive(30);
      expect(await bench.queue.approximateLength()).toBe(2);
      await received?.remove();
      expect(await bench.queue.approximateLength()).toBe(1);
    });

    it('takes 48 KiB of JSON and not a byte more', async () => {
      const frame = JSON.stringify({ id: '' }).length;
      await bench.queue.send({ id: 'x'.repeat(48 * 1024 - frame) });
      expect(await bench.receive(30)).toHaveLength(1);
      await expect(bench.queue.send({ id: 'x'.repeat(48 * 1024 - frame + 1) })).rejects.toThrow(RangeError);
    });

    it('takes delays of up to 7 days', async () => {
      await bench.queue.send({ id: 'a' }, { delaySeconds: 7 * 24 * 3600 });
      for (const delaySeconds of [7 * 24 * 3600 + 1, -1, Number.NaN]) {
        await expect(bench.queue.send({ id: 'a' }, { delaySeconds })).rejects.toThrow(RangeError);
      }
      expect(await bench.queue.approximateLength()).toBe(1);
    });
  });
}
