import { type Check, Differences } from './check.ts';
import { textCheck } from './gauge-checks.ts';
import { at, type Json, list } from './json.ts';

/** Holds what was drawn of a map against its reference. */
export function mapChecks(reference: Json, ours: Json): readonly Check[] {
  return [
    membersCheck('shape colours', 'shapes', ['ColorInt', 'BorderColorInt', 'TextInt'], reference, ours),
    membersCheck(
      'symbols',
      'symbols',
      ['ColorInt', 'WidthInt', 'HeightInt', 'MarkerStyleInt'],
      reference,
      ours,
    ),
    legendCheck(reference, ours),
    textCheck(reference, ours),
  ].filter((check) => check !== undefined);
}

function membersCheck(
  check: string,
  member: string,
  keys: readonly string[],
  reference: Json,
  ours: Json,
): Check | undefined {
  const theirs = list(reference, member);
  if (theirs.length === 0) return undefined;
  const mine = list(ours, member);
  const found = new Differences();
  found.equal('count', theirs.length, mine.length);
  theirs.forEach((entry, index) => {
    for (const key of keys) found.equal(`${member} ${index} ${key}`, at(entry, key), at(mine[index], key));
  });
  return found.as(check);
}

function legendCheck(reference: Json, ours: Json): Check | undefined {
  const theirs = list(reference, 'legends');
  if (theirs.length === 0) return undefined;
  const found = new Differences();
  const items = (source: Json) =>
    list(source, 'legends').map((legend) =>
      list(legend, 'Items').map((item) => [at(item, 'Text'), at(item, 'Color')]),
    );
  found.equal('legend items', items(reference), items(ours));
  return found.as('legend texts');
}
