import { visualContainer } from './definition-parts.ts';
import type { DataVisual } from './tile-visual.ts';

type Field = { readonly kind: 'Column' | 'Measure'; readonly name: string };

const CATEGORY: Field = { kind: 'Column', name: 'Category' };
const SERIES: Field = { kind: 'Column', name: 'Series' };
const VALUE: Field = { kind: 'Measure', name: 'Latest Value' };
/** Not shown by itself: what the categories are sorted by must be among a visual's fields. */
const ORDER: Field = { kind: 'Measure', name: 'Latest Order' };

const ON_AXES = { Category: CATEGORY, Series: SERIES, Y: VALUE, Tooltips: ORDER } as const;
const IN_SLICES = { Category: CATEGORY, Y: VALUE, Tooltips: ORDER } as const;

/** Which field plays which role in a visual, by the names that Power BI gives the roles. */
const ROLES: Readonly<Record<DataVisual, Readonly<Record<string, Field>>>> = {
  clusteredColumnChart: ON_AXES,
  columnChart: ON_AXES,
  hundredPercentStackedColumnChart: ON_AXES,
  clusteredBarChart: ON_AXES,
  barChart: ON_AXES,
  hundredPercentStackedBarChart: ON_AXES,
  lineChart: ON_AXES,
  areaChart: ON_AXES,
  stackedAreaChart: ON_AXES,
  pieChart: IN_SLICES,
  donutChart: IN_SLICES,
  funnel: IN_SLICES,
  treemap: { Group: CATEGORY, Values: VALUE, Tooltips: ORDER },
  gauge: {
    Y: VALUE,
    MinValue: { kind: 'Measure', name: 'Latest Minimum' },
    MaxValue: { kind: 'Measure', name: 'Latest Maximum' },
    TargetValue: { kind: 'Measure', name: 'Latest Target' },
  },
};

/**
 * One of Power BI's own visuals over the newest run's rows of the table Data. Its measures leave out all older rows, so
 * that rows are appended and never cleared: the tile is not blank in between.
 */
export function dataVisual(visualType: DataVisual, title: string) {
  const roles = ROLES[visualType];
  const isSorted = Object.values(roles).includes(ORDER);
  return visualContainer({
    visualType,
    query: {
      queryState: Object.fromEntries(
        Object.entries(roles).map(([role, field]) => [role, { projections: [projection(field)] }]),
      ),
      ...(isSorted && {
        sortDefinition: { sort: [{ field: reference(ORDER), direction: 'Ascending' }], isDefaultSort: false },
      }),
    },
    visualContainerObjects: {
      title: [{ properties: { show: literal('true'), text: literal(textLiteral(title)) } }],
    },
  });
}

const literal = (value: string) => ({ expr: { Literal: { Value: value } } });

/** A text of a semantic query: in single quotes, which are doubled within. */
function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function reference({ kind, name }: Field) {
  return { [kind]: { Expression: { SourceRef: { Entity: 'Data' } }, Property: name } };
}

function projection(field: Field) {
  return { field: reference(field), queryRef: `Data.${field.name}`, nativeQueryRef: field.name };
}
