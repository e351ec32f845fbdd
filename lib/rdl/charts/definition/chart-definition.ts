import { readGrouping, readSorts } from '../../data/regions/read-groupings.ts';
import type { Grouping } from '../../data/scope.ts';
import { readFilters } from '../../model/read-data.ts';
import type { FilterDefinition, SortDefinition, Source } from '../../model/report.ts';
import { all, child, type RdlElement, textAt } from '../../reader/element.ts';

/** One member of the category or series hierarchy; without `grouping` it is static and has one instance. */
export type MemberDefinition = {
  readonly grouping: Grouping | undefined;
  readonly label: Source | undefined;
  readonly children: readonly MemberDefinition[];
  /** Place among the leaves of the hierarchy: which point of a series, or which series, it stands for. */
  readonly leaf: number;
};

/** One `ChartSeries`: the template of the series that its member of the series hierarchy makes. */
export type SeriesDefinition = {
  readonly name: string;
  readonly element: RdlElement;
  /** One `ChartDataPoint` a leaf of the category hierarchy. */
  readonly points: readonly RdlElement[];
};

/** The structure of a chart; its properties stay in the elements and are evaluated where they are needed. */
export type ChartDefinition = {
  readonly name: string;
  readonly element: RdlElement;
  readonly dataSetName: string | undefined;
  readonly filters: readonly FilterDefinition[];
  readonly sorts: readonly SortDefinition[];
  readonly categories: readonly MemberDefinition[];
  readonly seriesMembers: readonly MemberDefinition[];
  readonly series: readonly SeriesDefinition[];
  /** Series derived from others by a formula (moving averages and the like). */
  readonly derivedSeries: number;
  readonly areas: readonly RdlElement[];
  readonly legends: readonly RdlElement[];
  readonly titles: readonly RdlElement[];
  readonly noDataMessage: RdlElement | undefined;
};

/** Reads the structure of a `Chart` element in the 2016 grammar. */
export function readChartDefinition(chart: RdlElement): ChartDefinition {
  return {
    name: chart.attributes.Name ?? '',
    element: chart,
    dataSetName: textAt(chart, 'DataSetName') || undefined,
    filters: readFilters(chart),
    sorts: readSorts(chart),
    categories: readMembers(child(chart, 'ChartCategoryHierarchy')),
    seriesMembers: readMembers(child(chart, 'ChartSeriesHierarchy')),
    series: all(chart, 'ChartData', 'ChartSeriesCollection', 'ChartSeries').map(readSeries),
    derivedSeries: all(chart, 'ChartData', 'ChartDerivedSeriesCollection', 'ChartDerivedSeries').length,
    areas: all(chart, 'ChartAreas', 'ChartArea'),
    legends: all(chart, 'ChartLegends', 'ChartLegend'),
    titles: all(chart, 'ChartTitles', 'ChartTitle'),
    noDataMessage: child(chart, 'ChartNoDataMessage'),
  };
}

function readSeries(element: RdlElement): SeriesDefinition {
  return {
    name: element.attributes.Name ?? '',
    element,
    points: all(element, 'ChartDataPoints', 'ChartDataPoint'),
  };
}

/** The members of a hierarchy; one that holds none has a single static leaf. */
function readMembers(hierarchy: RdlElement | undefined): readonly MemberDefinition[] {
  const counter = { leaves: 0 };
  const members = all(hierarchy, 'ChartMembers', 'ChartMember').map((member) => readMember(member, counter));
  return members.length > 0 ? members : [{ grouping: undefined, label: undefined, children: [], leaf: 0 }];
}

function readMember(member: RdlElement, counter: { leaves: number }): MemberDefinition {
  const group = child(member, 'Group');
  const grouping = group ? readGrouping(member, group) : undefined;
  const label = child(member, 'Label')?.text;
  const nested = all(member, 'ChartMembers', 'ChartMember').map((inner) => readMember(inner, counter));
  if (nested.length > 0) return { grouping, label, children: nested, leaf: -1 };
  const leaf = counter.leaves;
  counter.leaves += 1;
  return { grouping, label, children: [], leaf };
}
