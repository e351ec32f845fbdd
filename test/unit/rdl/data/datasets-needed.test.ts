import { describe, expect, test } from 'vitest';
import { datasetsNeeded } from '../../../../lib/rdl/data/needs/datasets-needed.ts';
import { dataSet, element, item, parameter, report } from './report-fixture.ts';

const chart = (...children: Parameters<typeof item>[2]) => item('Chart1', 'chart', children);
const draws = (name: string) => element('DataSetName', name);
const value = (source: string) => element('Y', source);
const names = (one: ReturnType<typeof datasetsNeeded>) => [one.dataSets, one.parameters];

describe('the data that an item needs', () => {
  const sales = dataSet('Sales', ['Region', 'Qty']);
  const rates = dataSet('Rates', ['Code', 'Rate']);
  const beside = dataSet('Beside', ['X'], { commandText: '="broken " &' });

  test('is the dataset it draws and those that its lookups and aggregates name, nothing beside', () => {
    const one = chart(
      draws('Sales'),
      value('=Lookup(Fields!Region.Value,Fields!Code.Value,Fields!Rate.Value,"Rates")'),
    );
    const needs = datasetsNeeded(
      report({ dataSets: [sales, rates, beside], parameters: [parameter('Unused')] }),
      one,
    );
    expect(names(needs)).toEqual([['Sales', 'Rates'], []]);
    expect(needs.dataSources).toEqual(['Source']);
  });

  test('text that only looks like the name of a dataset does not count', () => {
    const one = chart(draws('Sales'), value('=IIf(Sum(Fields!Qty.Value) > 1, "Rates", "")'));
    expect(names(datasetsNeeded(report({ dataSets: [sales, rates] }), one))[0]).toEqual(['Sales']);
  });

  test('follows parameters of queries, filters and calculated fields to the datasets that give their values', () => {
    const filtered = dataSet(
      'Sales',
      ['Region', 'Rated==Lookup(1,Fields!Code.Value,Fields!Rate.Value,"Rates")'],
      {
        queryParameters: [{ name: '@Year', value: '=Parameters!Year.Value' }],
        filters: [
          {
            expression: '=Fields!Region.Value',
            operator: 'In',
            values: [{ text: '=Parameters!Region.Value', dataType: undefined }],
          },
        ],
      },
    );
    const years = dataSet('Years', ['Y'], {
      queryParameters: [{ name: '@Country', value: '=Parameters!Country.Value' }],
    });
    const parameters = [
      parameter('Country'),
      parameter('Year', {
        validValues: { kind: 'dataset', dataSetName: 'Years', valueField: 'Y', labelField: undefined },
      }),
      parameter('Region', { defaults: { kind: 'list', values: [{ value: '=Parameters!Home.Value' }] } }),
      parameter('Home'),
      parameter('Unused'),
    ];
    const needs = datasetsNeeded(
      report({ dataSets: [filtered, rates, years, beside], parameters }),
      chart(draws('Sales')),
    );
    expect(names(needs)).toEqual([
      ['Sales', 'Rates', 'Years'],
      ['Country', 'Year', 'Region', 'Home'],
    ]);
  });

  test('code, variables and text boxes that its expressions use count too', () => {
    const box = item('Box', 'textbox', [
      element('Paragraphs', [
        element('Paragraph', [
          element('TextRuns', [element('TextRun', [element('Value', '=Sum(Fields!Rate.Value, "Rates")')])]),
        ]),
      ]),
    ]);
    const definition = report({
      dataSets: [sales, rates],
      parameters: [parameter('InCode'), parameter('InVariable')],
      code: 'Function F() As Object\n Return Report.Parameters!InCode.Value\nEnd Function',
      variables: [{ name: 'V', value: '=Parameters!InVariable.Value', writable: false }],
      items: [box],
    });
    const one = chart(draws('Sales'), value('=Code.F() & Variables!V.Value & ReportItems!Box.Value'));
    expect(names(datasetsNeeded(definition, one))).toEqual([
      ['Sales', 'Rates'],
      ['InCode', 'InVariable'],
    ]);
  });

  test('a computed parameter name may mean any', () => {
    const definition = report({ dataSets: [sales], parameters: [parameter('A'), parameter('B')] });
    const one = item('Image1', 'image', [element('Value', '=Parameters("A" & "").Value')]);
    expect(names(datasetsNeeded(definition, one))).toEqual([[], ['A', 'B']]);
  });

  test('the only dataset is meant where a region or a field names none', () => {
    const definition = report({ dataSets: [sales] });
    expect(
      datasetsNeeded(definition, item('I', 'image', [element('Value', '=Fields!Qty.Value')])).dataSets,
    ).toEqual(['Sales']);
    expect(datasetsNeeded(definition, chart(element('ChartCategoryHierarchy', []))).dataSets).toEqual([
      'Sales',
    ]);
    expect(datasetsNeeded(definition, item('I', 'image', [element('Value', 'logo')])).dataSets).toEqual([]);
  });

  test('of an expression that cannot be parsed, what its text seems to name', () => {
    const one = item('I', 'image', [
      element('Value', '=Sum(Fields!Rate.Value, "Rates") +* Parameters!P.Value'),
    ]);
    expect(
      names(datasetsNeeded(report({ dataSets: [sales, rates], parameters: [parameter('P')] }), one)),
    ).toEqual([['Rates'], ['P']]);
  });
});
