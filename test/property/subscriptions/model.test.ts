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
      const counts = { stories: 0, occurrences: 0, runs: 0, lost: 0, twice: 0 };
      const story = fc.array(actions, { minLength: 3, maxLength: 25, size: 'max' });
      await fc.assert(
        fc.asyncProperty(story, async (steps) => {
          const world = new SimulatedWorld();
          await play(world, steps);
          const { complaints, occurrences, runs, lost, twice } = await judge(world);
          if (complaints.length > 0) throw new Error(complaints.join('\n'));
          counts.stories += 1;
          counts.occurrences += occurrences;
          counts.runs += runs;
          counts.lost += lost;
          counts.twice += twice;
        }),
        { numRuns: RUNS },
      );
      if (LONG) console.table([counts]);
    },
    LONG ? 3_600_000 : 60_000,
  );
});
