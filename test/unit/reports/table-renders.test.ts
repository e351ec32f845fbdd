import { beforeEach, describe, expect, it } from 'vitest';
import { DomainError } from '../../../lib/errors.ts';
import type { Drawn } from '../../../lib/reports/renders.ts';
import { tableRenders } from '../../../lib/reports/table-renders.ts';
import { MemoryStorage } from '../../../lib/storage/memory/memory-storage.ts';
import { FaultPlan, withFaults } from '../../support/simulation/fault-plan.ts';
import { TestClock } from '../../support/test-clock.ts';

const KEY = '2026112308-abc';
const quiet = { info() {}, warn() {}, error() {} };

let clock: TestClock;
let storage: MemoryStorage;
let drawings: number;

beforeEach(() => {
  clock = new TestClock('2026-11-23T08:00:00Z');
  storage = new MemoryStorage(clock);
  drawings = 0;
});

/** One process; its sleeping moves the clock, after everybody else had a turn. */
function process(plan = new FaultPlan()) {
  return tableRenders({
    table: withFaults('renders', storage.table('Renders'), plan),
    blobs: withFaults('blobs', storage.blobs('pictures'), plan),
    clock,
    log: quiet,
    sleep: async (milliseconds) => {
      await new Promise((resolve) => setImmediate(resolve));
      clock.moveTo(clock.now().add({ milliseconds }));
    },
  });
}

const drawing =
  (seconds = 3) =>
  async (): Promise<Drawn> => {
    drawings += 1;
    const png = new TextEncoder().encode(`picture ${drawings}`);
    const until = clock.now().epochMilliseconds + seconds * 1000;
    while (clock.now().epochMilliseconds < until) {
      await new Promise((resolve) => setImmediate(resolve));
      clock.moveTo(clock.now().add({ milliseconds: 100 }));
    }
    return { png, warnings: ['a warning with ä'] };
  };

const textOf = ({ png }: Drawn) => new TextDecoder().decode(png);

describe('a picture that many need at once', () => {
  it('is drawn once by fifty processes, who all get it with its warnings', async () => {
    const asked = Array.from({ length: 50 }, () => process().share(KEY, drawing()));
    const got = await Promise.all(asked);
    expect(drawings).toBe(1);
    expect(new Set(got.map(textOf))).toEqual(new Set(['picture 1']));
    expect(got.at(-1)?.warnings).toEqual(['a warning with ä']);
  });

  it('is not drawn again by who comes when it is there', async () => {
    await process().share(KEY, drawing());
    await process().share(KEY, drawing());
    await process().share('2026112308-other', drawing());
    expect(drawings).toBe(2);
  });

  it('is drawn by another when the first was killed, once the lease is over', async () => {
    const plan = new FaultPlan();
    // The claim, then the blob: killed before it.
    plan.arm({ call: 2, when: 'before', kind: 'death' });
    await expect(process(plan).share(KEY, drawing())).rejects.toThrow('killed');
    clock.advance({ seconds: 200 });
    const got = await Promise.all([process().share(KEY, drawing()), process().share(KEY, drawing())]);
    expect(new Set(got.map(textOf))).toEqual(new Set(['picture 2']));
    expect(drawings).toBe(2);
  });

  it('is drawn by each who has waited for a minute in vain', async () => {
    const plan = new FaultPlan();
    plan.arm({ call: 2, when: 'before', kind: 'death' });
    await expect(process(plan).share(KEY, drawing())).rejects.toThrow('killed');
    const before = clock.now();
    await process().share(KEY, drawing());
    expect(drawings).toBe(2);
    expect(before.until(clock.now()).total('seconds')).toBeLessThan(70);
  });

  it('is refused to all who wait when the first is refused, and tried anew by the next attempt', async () => {
    let tried = 0;
    const refused = async (): Promise<Drawn> => {
      tried += 1;
      await drawing()();
      throw new DomainError('DATA_SOURCE_FAILED', { detail: 'The database is away.' });
    };
    const asked = Array.from({ length: 20 }, () => process().share(KEY, refused));
    for (const outcome of await Promise.allSettled(asked))
      expect(outcome).toMatchObject({
        status: 'rejected',
        reason: { code: 'DATA_SOURCE_FAILED', detail: 'The database is away.' },
      });
    expect(tried).toBe(1);
    clock.advance({ seconds: 30 });
    expect(textOf(await process().share(KEY, drawing()))).toMatch(/picture/);
  });

  it('is had by everybody whatever single call fails before or after its effect', async () => {
    for (const kind of ['refusal', 'death'] as const)
      for (const when of ['before', 'after'] as const)
        for (let call = 1; call <= 4; call++) {
          const key = `2026112308-${kind}-${when}-${call}`;
          const plan = new FaultPlan();
          plan.arm({ call, when, kind });
          await Promise.allSettled([process(plan).share(key, drawing())]);
          clock.advance({ seconds: 30 });
          expect(textOf(await process().share(key, drawing())), key).toMatch(/picture/);
        }
  });
});
