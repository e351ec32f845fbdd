import { all, child, type RdlElement } from '../element.ts';
import { made } from './build.ts';
import { upgradeGrouping, upgradeSorting } from './groups-2005.ts';

/**
 * The levels of a chart's groupings as nested `ChartMembers`: a dynamic level is one member with a group, a static
 * one a member for each of its labels. Without any level there are `count` plain members.
 */
export function upgradeHierarchy(levels: readonly RdlElement[], count: number, line: number): RdlElement {
  const members = membersOf(levels);
  if (members.length > 0) return made('ChartMembers', members[0]?.line ?? line, members);
  const plain = Array.from({ length: Math.max(1, count) }, () =>
    made('ChartMember', line, [made('Label', line, '')]),
  );
  return made('ChartMembers', line, plain);
}

function membersOf(levels: readonly RdlElement[]): readonly RdlElement[] {
  const [level, ...inner] = levels;
  if (!level) return [];
  const dynamic = child(level, 'DynamicCategories') ?? child(level, 'DynamicSeries');
  if (dynamic) {
    return [
      member(dynamic, inner, [
        upgradeGrouping(child(dynamic, 'Grouping')),
        upgradeSorting(child(dynamic, 'Sorting')),
      ]),
    ];
  }
  const labels = [
    ...all(level, 'StaticCategories', 'StaticMember'),
    ...all(level, 'StaticSeries', 'StaticMember'),
  ];
  const [first] = labels;
  if (!first) return membersOf(inner);
  // The grammar allows one static level; more would multiply.
  const only = inner.filter((other) => child(other, 'DynamicCategories') ?? child(other, 'DynamicSeries'));
  return labels.map((label) => member(label, only, []));
}

function member(
  source: RdlElement,
  inner: readonly RdlElement[],
  grouping: readonly (RdlElement | undefined)[],
): RdlElement {
  const members = membersOf(inner);
  return made('ChartMember', source.line, [
    ...grouping,
    members.length > 0 ? made('ChartMembers', source.line, members) : undefined,
    child(source, 'Label') ?? made('Label', source.line, ''),
  ]);
}
