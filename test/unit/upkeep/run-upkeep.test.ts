import { describe, expect, it } from 'vitest';
import { MemoryStorage } from '../../../lib/storage/memory/memory-storage.ts';
import { recordRequests, refuseScans, type TableRequest } from '../../../lib/storage/record-requests.ts';
import { runUpkeep, type Upshot } from '../../../lib/upkeep/run-upkeep.ts';
import { tableUpkeep } from '../../../lib/upkeep/table-upkeep.ts';
import { UPKEEP_KINDS, type UpkeepKind, type UpkeepTask } from '../../../lib/upkeep/upkeep.ts';
import { FaultPlan, withFaults } from '../../support/simulation/fault-plan.ts';
import { TestClock } from '../../support/test-clock.ts';

class Bench {
  readonly clock = new TestClock('2026-11-23T07:00:30Z');
  readonly plan = new FaultPlan();
  readonly requests: TableRequest[] = [];
  readonly events: string[] = [];
  readonly done: string[] = [];
  readonly upkeep = tableUpkeep(
    recordRequests(
      'Upkeep',
      withFaults('upkeep', new MemoryStorage(this.clock).table('Upkeep'), this.plan),
      (request) => {
        this.requests.push(request);
      },
    ),
  );
  work: (task: UpkeepTask) => Promise<Upshot> = async ({ subject }) => {
    this.done.push(subject);
    return 'done';
  };

  run() {
    const write = (event: string) => void this.events.push(event);
    const all = UPKEEP_KINDS.map((kind) => [kind, (task: UpkeepTask) => this.work(task)]);
    return runUpkeep({
      upkeep: this.upkeep,
      upkeepWork: Object.fromEntries(all) as Record<UpkeepKind, Bench['work']>,
      clock: this.clock,
      log: { info: write, warn: write, error: write },
    });
  }

  add(subject: string, after: { readonly hours?: number; readonly minutes?: number }): Promise<void> {
    return this.upkeep.add({ kind: 'history', subject, dueAt: this.clock.now().add(after) });
  }
}

describe('the upkeep', () => {
  it('does what is due, once, and leaves what is not', async () => {
    const bench = new Bench();
    await bench.add('now', { minutes: 0 });
    await bench.add('soon', { minutes: 30 });
    await bench.add('tomorrow', { hours: 24 });
    expect(await bench.run()).toEqual({ done: 1, putOff: 0 });
    expect(await bench.run()).toEqual({ done: 0, putOff: 0 });
    bench.clock.advance({ minutes: 30 });
    await bench.run();
    expect(bench.done).toEqual(['now', 'soon']);
  });

  it('takes as many requests with ten thousand tasks for later as with none', async () => {
    const counts: number[] = [];
    for (const waiting of [0, 10_000]) {
      const bench = new Bench();
      for (let index = 0; index < waiting; index++)
        await bench.add(`later ${index}`, { hours: 2 + (index % 500) });
      await bench.add('due', { minutes: 0 });
      bench.requests.length = 0;
      await bench.run();
      refuseScans(bench.requests);
      counts.push(bench.requests.length);
    }
    expect(counts).toEqual([3, 3]);
  });

  it('does everything after an outage, also what has piled up to more than a page', async () => {
    const bench = new Bench();
    for (let index = 0; index < 1500; index++) await bench.add(`task ${index}`, { minutes: index % 300 });
    bench.clock.advance({ hours: 24 });
    expect(await bench.run()).toEqual({ done: 1500, putOff: 0 });
    expect(new Set(bench.done).size).toBe(1500);
  });

  it('puts off what fails, longer each time, and lets nothing wait for it', async () => {
    const bench = new Bench();
    await bench.add('bad', { minutes: 0 });
    await bench.add('good', { minutes: 1 });
    const tried: string[] = [];
    const done = bench.work;
    bench.work = async (task) => {
      if (task.subject !== 'bad') return done(task);
      tried.push(bench.clock.now().toString());
      throw new Error('It does not work.');
    };
    await bench.run();
    for (let minute = 0; minute < 120; minute++) {
      bench.clock.advance({ minutes: 1 });
      await bench.run();
    }
    expect(bench.done).toEqual(['good']);
    expect(tried).toEqual([
      '2026-11-23T07:00:30Z',
      '2026-11-23T07:05:30Z',
      '2026-11-23T07:25:30Z',
      '2026-11-23T08:45:30Z',
    ]);
    expect(bench.events.filter((event) => event === 'upkeep.failed')).toHaveLength(4);
  });

  it('comes back to a task at the time its work names, within the hour and beyond it', async () => {
    const bench = new Bench();
    await bench.add('again', { minutes: 0 });
    const seen: (string | undefined)[] = [];
    bench.work = async ({ data }) => {
      seen.push(data);
      const next = seen.length === 1 ? { minutes: 10 } : { hours: 3 };
      return seen.length === 3 ? 'done' : { againAt: bench.clock.now().add(next), data: `${seen.length}` };
    };
    await bench.run();
    bench.clock.advance({ minutes: 10 });
    await bench.run();
    bench.clock.advance({ minutes: 170 });
    await bench.run();
    expect(seen).toEqual([undefined, '1']);
    bench.clock.advance({ minutes: 10 });
    await bench.run();
    await bench.run();
    expect(seen).toEqual([undefined, '1', '2']);
  });

  it('leaves a task that was written anew while its work ran', async () => {
    const bench = new Bench();
    const task = { kind: 'token', subject: 'x', dueAt: bench.clock.now() } as const;
    await bench.upkeep.add(task);
    const datas: (string | undefined)[] = [];
    bench.work = async ({ data }) => {
      datas.push(data);
      if (data === undefined) await bench.upkeep.put({ ...task, data: 'new' });
      return 'done';
    };
    await bench.run();
    expect(datas).toEqual([undefined, 'new']);
  });

  it('loses no task, whatever call fails before or after its effect, or kills the process', async () => {
    for (const kind of ['refusal', 'death'] as const)
      for (const when of ['before', 'after'] as const)
        for (let call = 1; call <= 12; call++) {
          const bench = new Bench();
          const steps = new Map<string, number>();
          bench.work = async ({ subject }) => {
            const step = (steps.get(subject) ?? 0) + 1;
            steps.set(subject, step);
            const next = subject === 'far' ? { hours: 2 } : { minutes: 5 };
            return step < 3 ? { againAt: bench.clock.now().add(next) } : 'done';
          };
          for (const subject of ['near', 'far']) await bench.add(subject, { minutes: 0 });
          bench.plan.arm({ call, when, kind });
          for (let round = 0; round < 120; round++) {
            await Promise.allSettled([bench.run()]);
            bench.plan.disarm();
            bench.plan.arm({ call: call - (bench.plan.calls % call), when, kind });
            if (round > 60) bench.plan.disarm();
            bench.clock.advance({ minutes: 5 });
          }
          const where = `call ${call}, ${when}, ${kind}`;
          expect(steps.get('near'), where).toBeGreaterThanOrEqual(3);
          expect(steps.get('far'), where).toBeGreaterThanOrEqual(3);
          expect(await bench.upkeep.due(bench.clock.now().add({ hours: 24 })), where).toEqual([]);
        }
  });
});
