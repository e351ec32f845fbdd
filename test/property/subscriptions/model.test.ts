import * as fc from 'fast-check';
import { describe, it } from 'vitest';
import { actions, play } from '../../support/simulation/actions.ts';
import { judge } from '../../support/simulation/judge.ts';
import { SimulatedWorld } from '../../support/simulation/simulated-world.ts';

const LONG = process.env.REPORT_TILES_LONG === '1';
const RUNS = LONG ? 3000 : 60;

describe('whatever happens', () => {
  it(
    `each occurrence has exactly one final run and each active subscription one due row: ${RUNS} stories`,
    async () => {
      const story = fc.array(actions, { minLength: 3, maxLength: 25, size: 'max' });
      await fc.assert(
        fc.asyncProperty(story, async (steps) => {
          const world = new SimulatedWorld();
          await play(world, steps);
          const { complaints } = await judge(world);
          if (complaints.length > 0) throw new Error(complaints.join('\n'));
        }),
        { numRuns: RUNS, endOnFailure: !LONG && false },
      );
    },
    LONG ? 3_600_000 : 60_000,
  );
});
