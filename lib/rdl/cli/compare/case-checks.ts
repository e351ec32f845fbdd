import { chartChecks } from './chart-checks.ts';
import { type Check, Differences } from './check.ts';
import { gaugeChecks } from './gauge-checks.ts';
import { at, type Json, text } from './json.ts';
import { mapChecks } from './map-checks.ts';

/** All checks of what was drawn against the reference, by the kind of item. */
export function caseChecks(reference: Json, ours: Json): readonly Check[] {
  const size = new Differences();
  for (const key of ['kind', 'width', 'height']) size.equal(key, at(reference, key), at(ours, key));
  return [size.as('size'), ...kindChecks(reference, ours)];
}

function kindChecks(reference: Json, ours: Json): readonly Check[] {
  switch (text(reference, 'kind')) {
    case 'Chart':
      return chartChecks(reference, ours);
    case 'GaugePanel':
      return gaugeChecks(reference, ours);
    case 'Map':
      return mapChecks(reference, ours);
    default: {
      const image = new Differences();
      image.equal('image pixels', at(reference, 'imagePixels'), at(ours, 'imagePixels'));
      image.box('picture box', at(reference, 'pictureBox'), at(ours, 'pictureBox'), 1);
      return [image.as('picture box')];
    }
  }
}
