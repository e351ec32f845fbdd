import { describe, expect, test } from 'vitest';
import { checkExpression } from '../../../../lib/rdl/data/publish/check-expression.ts';
import type { DefinitionFacts } from '../../../../lib/rdl/data/publish/facts.ts';
import type { Grouping } from '../../../../lib/rdl/data/scope.ts';
import { bodyShape, cellShape, groupShape, regionShape } from '../../../../lib/rdl/data/scopes/shape.ts';
import { parseExpression } from '../../../../lib/rdl/expressions/parse.ts';

const facts: DefinitionFacts = {
  dataSets: new Map([
    ['Sales', new Set(['Region', 'Qty'])],
    ['Rates', new Set(['Code', 'Rate'])],
  ]),
  parameters: new Set(['P']),
  variables: new Set(['V']),
  reportItems: new Set(['Box']),
  dataSources: new Set(),
};

const grouping = (name: string, ...expressions: string[]): Grouping => ({
  name,
  expressions,
  filters: [],
  sorts: [],
  variables: [{ name: `${name}V`, value: '1', writable: false }],
});

const outer = grouping('Outer', '=Fields!Region.Value');
const inner = grouping('Inner', '=Fields!Qty.Value');
const details = grouping('Details');
const across = grouping('Across', '=Fields!Qty.Value');
const region = regionShape('Table', 'Sales', {
  rows: [{ grouping: outer, inner: [{ grouping: inner, inner: [{ grouping: details, inner: [] }] }] }],
  columns: [{ grouping: across, inner: [] }],
});
const group = groupShape(region, outer);
const subgroup = groupShape(group, inner);
const shapes = {
  body: bodyShape(undefined),
  single: bodyShape('Sales'),
  region,
  group,
  subgroup,
  detail: groupShape(subgroup, details),
  cell: cellShape(group, groupShape(region, across)),
};

function codeOf(source: string, shape: keyof typeof shapes): string | undefined {
  const parsed = parseExpression(source);
  if (!parsed.ok) throw new Error(parsed.message);
  return checkExpression(parsed.expression.root, shapes[shape], facts)?.code;
}

describe('what a report server refuses when a report is published', () => {
  test.each([
    // names
    ['=Fields!Qty.Value', 'group', undefined],
    ['=Fields!qty.Value', 'group', 'rsFieldReference'],
    ['=Fields!Rate.Value', 'group', 'rsFieldReference'],
    ['=Fields!Qty.Value', 'body', 'rsFieldReferenceAmbiguous'],
    ['=Fields(Parameters!P.Value).Value', 'body', undefined],
    ['=Parameters!p.Value', 'body', 'rsParameterReference'],
    ['=Variables!V.Value & Variables!OuterV.Value', 'subgroup', undefined],
    ['=Variables!InnerV.Value', 'group', 'rsInvalidVariableReference'],
    ['=ReportItems!Box.Value', 'body', undefined],
    ['=ReportItems!Other.Value', 'body', 'rsReportItemReference'],
    ['=Globals!PageNumber', 'body', 'rsPageNumberInBody'],
    ['=Globals!OverallTotalPages', 'body', 'rsOverallPageNumberInBody'],
    // scopes
    ['=Sum(Fields!Qty.Value)', 'body', 'rsMissingAggregateScope'],
    ['=Sum(Fields!Qty.Value)', 'single', undefined],
    ['=Sum(Fields!Rate.Value, "Rates")', 'group', undefined],
    ['=Sum(Fields!Qty.Value, "Rates")', 'group', 'rsFieldReference'],
    ['=Sum(Fields!Qty.Value, "Table")', 'detail', undefined],
    ['=Sum(Fields!Qty.Value, "Inner")', 'group', 'rsInvalidAggregateScope'],
    ['=Sum(Fields!Qty.Value, "outer")', 'group', 'rsInvalidAggregateScope'],
    ['=Sum(Fields!Qty.Value, "Out" & "er")', 'group', 'rsInvalidAggregateScope'],
    ['=Sum(Fields!Qty.Value, Nothing)', 'group', 'rsInvalidAggregateScope'],
    ['=InScope("Nowhere") And Level("Nowhere") = 0', 'body', undefined],
    // arguments
    ['=Sum()', 'group', 'rsWrongNumberOfParameters'],
    ['=RunningValue(Fields!Qty.Value, Sum)', 'group', 'rsWrongNumberOfParameters'],
    ['=Sum(Fields!Qty.Value, "Outer", Recursive)', 'group', undefined],
    ['=Sum(Fields!Qty.Value, "Outer", True)', 'group', 'rsInvalidAggregateRecursiveFlag'],
    ['=First(Fields!Qty.Value, "Outer", Recursive)', 'group', 'rsInvalidRecursiveAggregate'],
    ['=Aggregate(Fields!Qty.Value * 2)', 'group', 'rsInvalidCustomAggregateExpression'],
    // nesting
    ['=Max(Sum(Fields!Qty.Value, "Inner"))', 'group', undefined],
    ['=Max(Sum(Fields!Qty.Value, "Inner"), "Outer")', 'subgroup', undefined],
    ['=Max(Sum(Fields!Qty.Value, "Outer"))', 'subgroup', 'rsInvalidNestedAggregateScope'],
    ['=Max(Sum(Fields!Qty.Value, "Nowhere"))', 'group', 'rsInvalidNestedAggregateScope'],
    ['=Max(Sum(Fields!Qty.Value, "Inner"), "Sales")', 'group', 'rsDataSetAggregateOfAggregates'],
    ['=Max(RowNumber("Outer"))', 'group', 'rsAggregateofAggregate'],
    ['=Sum(Variables!V.Value)', 'group', 'rsAggregateofVariable'],
    // running values
    ['=RunningValue(Fields!Qty.Value, sum, Nothing)', 'detail', undefined],
    ['=RunningValue(Fields!Qty.Value, "Sum", Nothing)', 'detail', 'rsInvalidRunningValueAggregate'],
    ['=RunningValue(Fields!Qty.Value, CountRows, Nothing)', 'detail', 'rsInvalidRunningValueAggregate'],
    ['=RowNumber(Nothing)', 'single', 'rsInvalidAggregateScope'],
    ['=RowNumber("Sales")', 'single', undefined],
    ['=RowNumber("Sales")', 'group', undefined],
    ['=RowNumber("Sales")', 'cell', 'rsInvalidScopeInTablix'],
    ['=RowNumber("Across") + RowNumber(Nothing)', 'cell', undefined],
    ['=RowNumber("Across") + RowNumber("Outer")', 'cell', 'rsConflictingRunningValueScopesInTablix'],
    // Previous
    ['=Previous(Fields!Qty.Value)', 'detail', undefined],
    ['=Previous(Fields!Qty.Value)', 'group', 'rsInvalidAggregateScope'],
    ['=Previous(First(Fields!Qty.Value))', 'group', undefined],
    ['=Previous(Fields!Qty.Value)', 'cell', 'rsInvalidPreviousAggregateInTablixCell'],
    ['=Previous(Sum(Fields!Qty.Value), "Outer")', 'subgroup', undefined],
    [
      '=Previous(Sum(Fields!Qty.Value, "Outer"))',
      'subgroup',
      'rsInvalidScopeInInnerAggregateOfPreviousAggregate',
    ],
    ['=Previous(Sum(Fields!Qty.Value), Nothing)', 'group', 'rsInvalidAggregateScope'],
    ['=Previous(Sum(Fields!Qty.Value))', 'single', 'rsInvalidAggregateScope'],
    ['=Previous(Previous(Fields!Qty.Value))', 'detail', 'rsPreviousInPreviousAggregate'],
    ['=Previous(RowNumber(Nothing))', 'detail', 'rsRowNumberInPreviousAggregate'],
    ['=Previous(Variables!V.Value)', 'detail', 'rsVariableInPreviousAggregate'],
    ['=Previous(RunningValue(Fields!Qty.Value, Sum, Nothing))', 'detail', undefined],
    // lookups
    ['=Lookup(Fields!Region.Value, Fields!Code.Value, Fields!Rate.Value, "Rates")', 'group', undefined],
    [
      '=Lookup(Fields!Region.Value, Fields!Nope.Value, Fields!Rate.Value, "Rates")',
      'group',
      'rsFieldReference',
    ],
    ['=Lookup(1, Fields!Code.Value, Fields!Rate.Value, "Nowhere")', 'group', 'rsInvalidLookupScope'],
    [
      '=Lookup(Lookup(1, Fields!Code.Value, 1, "Rates"), Fields!Code.Value, 1, "Rates")',
      'group',
      'rsNestedLookups',
    ],
    [
      '=Lookup(1, Fields!Code.Value, Sum(Fields!Rate.Value), "Rates")',
      'group',
      'rsAggregateInLookupDestinationOrResult',
    ],
    ['=Lookup(Sum(Fields!Qty.Value), Fields!Code.Value, Fields!Rate.Value, "Rates")', 'group', undefined],
    [
      '=Sum(Lookup(Fields!Region.Value, Fields!Code.Value, Fields!Rate.Value, "Rates"), "Sales")',
      'body',
      'rsFieldReferenceAmbiguous',
    ],
  ] as const)('%s in %s: %s', (source, shape, code) => {
    expect(codeOf(source, shape)).toBe(code);
  });
});
