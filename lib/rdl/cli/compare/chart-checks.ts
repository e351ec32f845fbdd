import { type Check, Differences } from './check.ts';
import { at, byName, type Json, keysOf, list, text } from './json.ts';

/** Holds what was drawn of a chart against its reference. */
export function chartChecks(reference: Json, ours: Json): readonly Check[] {
  return [
    ...seriesChecks(reference, ours),
    ...legendChecks(reference, ours),
    ...axisChecks(reference, ours),
    titleChecks(reference, ours),
    ...boxChecks(reference, ours),
  ].filter((check) => check !== undefined);
}

function seriesChecks(reference: Json, ours: Json): readonly Check[] {
  const points = new Differences();
  const categories = new Differences();
  const colors = new Differences();
  const labels = new Differences();
  const theirs = list(reference, 'series');
  const mine = list(ours, 'series');
  points.equal(
    'series',
    theirs.map((series) => text(series, 'name')),
    mine.map((series) => text(series, 'name')),
  );
  theirs.forEach((series, index) => {
    const name = text(series, 'name');
    const other = mine[index];
    const each = (key: string) =>
      [series, other].map((s) => list(s, 'points').map((point) => at(point, key) ?? null));
    const compare = (into: Differences, key: string, what: string) => {
      const [a, b] = each(key);
      into.equal(`${what} of ${name}`, a, b);
    };
    compare(points, 'y', 'y');
    compare(points, 'x', 'x');
    compare(categories, 'category', 'categories');
    compare(colors, 'color', 'colours');
    compare(labels, 'label', 'labels');
  });
  return [points.as('points'), categories.as('categories'), colors.as('colours'), labels.as('point labels')];
}

function legendChecks(reference: Json, ours: Json): readonly Check[] {
  const texts = new Differences();
  const colors = new Differences();
  texts.equal('legend', list(reference, 'legend'), list(ours, 'legend'));
  const mine = byName(list(ours, 'legends'), 'name');
  for (const legend of list(reference, 'legends')) {
    const name = text(legend, 'name');
    const of = (source: Json, key: string) => list(source, 'items').map((item) => at(item, key));
    colors.equal(`symbols of ${name}`, of(legend, 'color'), of(mine.get(name), 'color'));
  }
  return [texts.as('legend texts'), colors.as('legend colours')];
}

const AXIS_CHECKS = [
  ['axis scales', ['min', 'max']],
  ['intervals', ['interval', 'intervalType']],
  ['label texts', ['labelTexts']],
] as const;

function axisChecks(reference: Json, ours: Json): readonly (Check | undefined)[] {
  const mine = byName(list(ours, 'areas'), 'name');
  const axes = list(reference, 'areas').flatMap((area) => {
    const other = mine.get(text(area, 'name'));
    return keysOf(at(area, 'axes')).map((axis) => ({
      name: axis,
      theirs: at(area, 'axes', axis),
      mine: at(other, 'axes', axis),
    }));
  });
  if (axes.length === 0) return [];
  return AXIS_CHECKS.map(([check, keys]) => {
    const found = new Differences();
    for (const axis of axes) {
      for (const key of keys) found.equal(`${axis.name} ${key}`, at(axis.theirs, key), at(axis.mine, key));
    }
    return found.as(check);
  });
}

function titleChecks(reference: Json, ours: Json): Check | undefined {
  const titles = list(reference, 'titles');
  const mine = list(ours, 'titles');
  if (titles.length === 0 && mine.length === 0) return undefined;
  const found = new Differences();
  found.equal(
    'titles',
    titles.map((title) => text(title, 'text')),
    mine.map((title) => text(title, 'text')),
  );
  return found.as('title texts');
}

function boxChecks(reference: Json, ours: Json): readonly (Check | undefined)[] {
  const boxes = (check: string, member: string, name: string, key: string) => {
    const theirs = list(reference, member).filter((entry) => at(entry, 'enabled') !== false);
    if (theirs.length === 0) return undefined;
    const mine = list(ours, member);
    const found = new Differences();
    theirs.forEach((entry, index) => {
      const label = text(entry, name);
      const other = member === 'titles' ? mine[index] : byName(mine, name).get(label);
      found.box(`${check} ${label}`, at(entry, key), at(other, key));
    });
    return found.as(check);
  };
  return [
    boxes('plot box', 'areas', 'name', 'plotArea'),
    boxes('title box', 'titles', 'text', 'box'),
    boxes('legend box', 'legends', 'name', 'box'),
  ];
}
