import type { GroupingNode, ReportData, Scope } from '../../data/scope.ts';
import type { MapRegionDefinition } from '../definition/map-definition.ts';

/** Opens the data regions of a map: for each the instances of its innermost group. */
export function openRegions(
  regions: readonly MapRegionDefinition[],
  data: ReportData,
): ReadonlyMap<string, readonly Scope[]> {
  return new Map(
    regions.map(({ name, dataSetName, filters, groupings }) => {
      const rows = { rows: groupings, columns: [] };
      const region = data.openRegion({ name, dataSetName, filters, sorts: [], groupings: rows });
      return [name, groupings.length === 0 ? [region] : groupings.flatMap((node) => leaves(region, node))];
    }),
  );
}

function leaves(scope: Scope, { grouping, inner }: GroupingNode): readonly Scope[] {
  const instances = scope.group(grouping);
  if (inner.length === 0) return instances;
  return instances.flatMap((instance) => inner.flatMap((node) => leaves(instance, node)));
}
