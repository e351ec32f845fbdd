import { type Check, Differences } from './check.ts';
import { at, byName, type Json, list, text } from './json.ts';

const GAUGES = ['radialGauges', 'linearGauges'] as const;

/** What is compared of each part of a gauge; the parts are found by name. */
const PARTS = [
  ['scales', 'Scales', ['Minimum', 'Maximum', 'Reversed', 'Logarithmic']],
  ['intervals', 'Scales', ['intervalMajor', 'intervalMinor', 'intervalLabels']],
  ['pointers', 'Pointers', ['Type', 'Value']],
  ['pointer colours', 'Pointers', ['FillColor', 'FillGradientEndColor']],
  ['ranges', 'Ranges', ['StartValue', 'EndValue', 'StartWidth', 'EndWidth']],
  ['range colours', 'Ranges', ['FillColor', 'FillGradientEndColor']],
] as const;

/** Holds what was drawn of a gauge panel against its reference. */
export function gaugeChecks(reference: Json, ours: Json): readonly Check[] {
  const parts = PARTS.map(([check, part, keys]) => partCheck({ check, part, keys }, reference, ours));
  return [
    ...parts,
    namedCheck('indicator states', ['stateIndicators'], ['CurrentState', 'Value'], reference, ours),
    namedCheck('labels', ['labels'], ['Text'], reference, ours),
    textCheck(reference, ours),
  ].filter((check) => check !== undefined);
}

function partCheck(
  { check, part, keys }: { readonly check: string; readonly part: string; readonly keys: readonly string[] },
  reference: Json,
  ours: Json,
): Check | undefined {
  const found = new Differences();
  let compared = 0;
  for (const kind of GAUGES) {
    const gauges = byName(list(ours, kind), 'Name');
    for (const gauge of list(reference, kind)) {
      const parts = byName(list(gauges.get(text(gauge, 'Name')), part), 'Name');
      for (const theirs of list(gauge, part)) {
        compared++;
        const name = text(theirs, 'Name');
        for (const key of keys) found.equal(`${name} ${key}`, at(theirs, key), at(parts.get(name), key));
      }
    }
  }
  return compared === 0 ? undefined : found.as(check);
}

function namedCheck(
  check: string,
  members: readonly string[],
  keys: readonly string[],
  reference: Json,
  ours: Json,
): Check | undefined {
  const theirs = list(reference, ...members);
  if (theirs.length === 0) return undefined;
  const mine = byName(list(ours, ...members), 'Name');
  const found = new Differences();
  for (const entry of theirs) {
    const name = text(entry, 'Name');
    for (const key of keys) found.equal(`${name} ${key}`, at(entry, key), at(mine.get(name), key));
  }
  return found.as(check);
}

/** The texts that were drawn, whatever their order. */
export function textCheck(reference: Json, ours: Json): Check | undefined {
  const texts = (source: Json) =>
    list(source, 'texts')
      .map((entry) => text(entry, 'text'))
      .sort();
  const theirs = texts(reference);
  if (theirs.length === 0) return undefined;
  const found = new Differences();
  found.equal('texts', theirs, texts(ours));
  return found.as('texts');
}
