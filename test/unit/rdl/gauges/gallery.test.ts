import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareGallery } from '../../../../lib/rdl/cli/compare/compare-gallery.ts';
import { passes } from '../../../../lib/rdl/cli/compare/summary.ts';

// Reads the reference gallery beside the repository; skipped where that is missing.
const GALLERY = '../shared/gallery';

/** The smallest share of cases that are equal in every check; all were when this was written. */
const LEAST_EQUAL = 1;

describe.skipIf(!existsSync(GALLERY))('gauges of the reference gallery', () => {
  it('have the values, intervals, colours, states and texts of the Reporting Services engine', async () => {
    const { results } = await compareGallery(GALLERY, { only: 'gauge-*', out: undefined });
    expect(results.length).toBeGreaterThanOrEqual(25);
    const wrong = results.filter((result) => !passes(result)).map(({ name }) => name);
    expect(1 - wrong.length / results.length, wrong.join()).toBeGreaterThanOrEqual(LEAST_EQUAL);
  }, 60_000);
});
