import { all, child, type RdlElement } from '../element.ts';
import { made, renamed } from './build.ts';

/** `Grouping` of 2003/2005 as `Group`: the same but for the label of the document map. */
export function upgradeGrouping(grouping: RdlElement | undefined): RdlElement | undefined {
  if (!grouping) return undefined;
  const children = grouping.children.map((c) =>
    c.name === 'Label' ? { ...c, name: 'DocumentMapLabel' } : c,
  );
  return { ...grouping, name: 'Group', children };
}

/** `Sorting` of 2003/2005 as `SortExpressions`. */
export function upgradeSorting(sorting: RdlElement | undefined): RdlElement | undefined {
  if (!sorting) return undefined;
  const expressions = all(sorting, 'SortBy').map((sortBy) =>
    made('SortExpression', sortBy.line, [
      renamed(child(sortBy, 'SortExpression'), 'Value'),
      child(sortBy, 'Direction'),
    ]),
  );
  return made('SortExpressions', sorting.line, expressions);
}
