import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

/** Tests of pure code share a worker's modules, which halves their time; those that start processes do not. */
const PURE = ['test/unit/**/*.test.ts', 'test/property/**/*.test.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    // Two more than the cores of a small machine: much of the time is waiting for timers, leases and retries.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      {
        extends: true,
        test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: [...PURE, 'node_modules/**'] },
      },
    ],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
