import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareGallery } from '../../../../lib/rdl/cli/compare/compare-gallery.ts';

// Reads the reference gallery beside the repository; skipped where that is missing.
const GALLERY = '../shared/gallery';

/** Cases of charts and the smallest shares of equal ones; all were equal when this was written. */
const LEAST_CONTENT = 0.99;
const LEAST_BOXES = 0.99;

const CONTENT = [
  'points',
  'categories',
  'colours',
  'point labels',
  'legend texts',
  'legend colours',
  'axis scales',
  'intervals',
  'label texts',
  'title texts',
];
const BOXES = ['plot box', 'title box', 'legend box'];

describe.skipIf(!existsSync(GALLERY))('charts of the reference gallery', () => {
  it('have the same content and places as those of the Reporting Services engine', async () => {
    const { results } = await compareGallery(GALLERY, { only: undefined, out: undefined });
    const charts = results.filter((result) => result.kind === 'Chart');
    expect(charts.length).toBeGreaterThan(190);
    const wrong = (names: readonly string[]) =>
      charts
        .filter(
          ({ checks, refused }) =>
            refused !== undefined ||
            checks.some(({ check, differences }) => names.includes(check) && differences.length > 0),
        )
        .map(({ name }) => name);
    expect(1 - wrong(CONTENT).length / charts.length, wrong(CONTENT).join()).toBeGreaterThanOrEqual(
      LEAST_CONTENT,
    );
    expect(1 - wrong(BOXES).length / charts.length, wrong(BOXES).join()).toBeGreaterThanOrEqual(LEAST_BOXES);
  }, 120_000);
});
