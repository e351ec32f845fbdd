import { readFilters } from '../../model/read-data.ts';
import type { ReportItem, SortDefinition, VariableDefinition } from '../../model/report.ts';
import { all, child, type RdlElement, textAt } from '../../reader/element.ts';
import type { Grouping, GroupingNode, RegionGroupings } from '../scope.ts';

/** The groupings of a chart, tablix, gauge panel or map, as its definition nests them. */
export function readGroupings(item: ReportItem): RegionGroupings {
  const { element } = item;
  switch (item.kind) {
    case 'chart':
      return {
        rows: membersBelow(child(element, 'ChartSeriesHierarchy'), 'ChartMember'),
        columns: membersBelow(child(element, 'ChartCategoryHierarchy'), 'ChartMember'),
      };
    case 'tablix':
      return {
        rows: membersBelow(child(element, 'TablixRowHierarchy'), 'TablixMember'),
        columns: membersBelow(child(element, 'TablixColumnHierarchy'), 'TablixMember'),
      };
    case 'gauge':
      return { rows: membersBelow(element, 'GaugeMember'), columns: [] };
    case 'map':
      return {
        rows: all(element, 'MapDataRegions', 'MapDataRegion').flatMap((region) =>
          membersBelow(region, 'MapMember'),
        ),
        columns: [],
      };
    default:
      return { rows: [], columns: [] };
  }
}

/** Members stand directly inside, or in a list of theirs (`TablixMembers`). A static one gives those inside it. */
function membersBelow(parent: RdlElement | undefined, member: string): readonly GroupingNode[] {
  const members = [...all(parent, `${member}s`, member), ...all(parent, member)];
  return members.flatMap((one) => {
    const inner = membersBelow(one, member);
    const group = child(one, 'Group');
    return group === undefined ? inner : [{ grouping: readGrouping(one, group), inner }];
  });
}

/**
 * The grouping of a member that has a `Group`; its sorts stand beside the group (2005: inside). An expression that is
 * written more than once makes no other groups.
 */
export function readGrouping(member: RdlElement, group: RdlElement): Grouping {
  const expressions = all(group, 'GroupExpressions', 'GroupExpression').map((expression) => expression.text);
  return {
    name: group.attributes.Name,
    expressions: [...new Set(expressions)],
    filters: readFilters(group),
    sorts: readSorts(member),
    parent: child(group, 'Parent')?.text,
    variables: readVariables(group),
  };
}

/** The sort expressions of a group's member or a data region. */
export function readSorts(element: RdlElement | undefined): readonly SortDefinition[] {
  return all(element, 'SortExpressions', 'SortExpression').map((sort) => ({
    expression: child(sort, 'Value')?.text ?? '',
    direction: textAt(sort, 'Direction')?.toLowerCase() === 'descending' ? 'Descending' : 'Ascending',
  }));
}

function readVariables(group: RdlElement): readonly VariableDefinition[] {
  return all(group, 'Variables', 'Variable').map((variable) => ({
    name: variable.attributes.Name ?? '',
    value: child(variable, 'Value')?.text ?? '',
    writable: textAt(variable, 'Writable')?.toLowerCase() === 'true',
  }));
}
