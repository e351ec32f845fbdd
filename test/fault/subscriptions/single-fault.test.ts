import { describe, expect, it } from 'vitest';
import { type Fault, SharedFault } from '../../support/simulation/fault-plan.ts';
import { judge, type Verdict } from '../../support/simulation/judge.ts';
import { playScenario } from '../../support/simulation/scenario.ts';
import { SimulatedWorld } from '../../support/simulation/simulated-world.ts';
import { tallyOf } from '../../support/simulation/tally.ts';

const LONG = process.env.REPORT_TILES_LONG === '1';
/** At every position, or at a part of them, which differs by the kind of fault. */
const STRIDE = LONG ? 1 : 17;

const KINDS: readonly { readonly name: string; readonly fault: Pick<Fault, 'when' | 'kind'> }[] = [
  { name: 'refused before its effect', fault: { when: 'before', kind: 'refusal' } },
  { name: 'refused after its effect', fault: { when: 'after', kind: 'refusal' } },
  { name: 'process killed before its effect', fault: { when: 'before', kind: 'death' } },
  { name: 'process killed after its effect', fault: { when: 'after', kind: 'death' } },
  { name: 'process stands still for 90 s before its effect', fault: { when: 'before', kind: 90 } },
  { name: 'process stands still for 90 s after its effect', fault: { when: 'after', kind: 90 } },
  { name: 'process stands still for 400 s before its effect', fault: { when: 'before', kind: 400 } },
  { name: 'process stands still for 400 s after its effect', fault: { when: 'after', kind: 400 } },
];

async function scenarioWith(
  fault?: Fault,
): Promise<{ readonly shared: SharedFault; readonly verdict: Verdict }> {
  const world = new SimulatedWorld();
  const shared = new SharedFault(fault);
  for (const { plan } of world.processes) plan.shared = shared;
  await playScenario(world);
  // The judge's own reading is no part of the scenario.
  for (const { plan } of world.processes) plan.shared = undefined;
  return { shared, verdict: await judge(world) };
}

describe('one port call that goes wrong', () => {
  const tally = tallyOf(LONG);

  for (const [index, { name, fault }] of KINDS.entries())
    it(`loses nothing and doubles nothing: ${name}`, { timeout: LONG ? 3_600_000 : 60_000 }, async () => {
      const { shared, verdict: whole } = await scenarioWith();
      expect(whole.complaints).toEqual([]);
      expect(shared.calls).toBeGreaterThan(300);
      for (let call = 1 + (index % STRIDE); call <= shared.calls; call += STRIDE) {
        const { verdict, shared: met } = await scenarioWith({ ...fault, call });
        expect(verdict.complaints, `call ${call}, ${met.struck}`).toEqual([]);
        tally.add(name, verdict, met.struck);
      }
    });
});
