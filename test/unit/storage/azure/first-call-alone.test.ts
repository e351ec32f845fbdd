import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { FirstCallAlone } from '../../../../lib/storage/azure/first-call-alone.ts';

type Call = { readonly end: (error?: Error) => void; readonly done: Promise<unknown> };

function bench(isAnswered: (error: unknown) => boolean): {
  readonly running: Call[];
  readonly start: (count: number) => Promise<void>;
} {
  const gate = new FirstCallAlone(isAnswered);
  const running: Call[] = [];
  return {
    running,
    start: async (count) => {
      for (let n = 0; n < count; n += 1) {
        const call = (): Promise<void> => {
          const { promise, resolve, reject } = Promise.withResolvers<void>();
          running.push({ end: (error) => (error ? reject(error) : resolve()), done: promise });
          return promise;
        };
        gate.run(call).catch(() => undefined);
      }
      await nextTurn();
    },
  };
}

it('the first call runs alone, the others together after it', async () => {
  const { running, start } = bench(() => false);
  await start(4);
  expect(running).toHaveLength(1);
  running[0]?.end();
  await nextTurn();
  expect(running).toHaveLength(4);
  await start(2);
  expect(running).toHaveLength(6);
});

it('another call goes first where the first got no answer', async () => {
  const { running, start } = bench(() => false);
  await start(3);
  running[0]?.end(new Error('The network is down.'));
  await nextTurn();
  expect(running).toHaveLength(2);
  running[1]?.end();
  await nextTurn();
  expect(running).toHaveLength(3);
});

it('a refusal is an answer', async () => {
  const { running, start } = bench(() => true);
  await start(3);
  running[0]?.end(new Error('404'));
  await nextTurn();
  expect(running).toHaveLength(3);
});

it('the caller gets the result and the error of its own call', async () => {
  const gate = new FirstCallAlone(() => false);
  const refused = gate.run(() => Promise.reject(new Error('mine')));
  const answered = gate.run(() => Promise.resolve(7));
  await expect(refused).rejects.toThrow('mine');
  expect(await answered).toBe(7);
});
