import { existsSync, readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { LoadOptions } from '../../../../lib/rdl/data/loading/load-report-data.ts';
import { loadReportData } from '../../../../lib/rdl/data/loading/load-report-data.ts';
import { readGroupings } from '../../../../lib/rdl/data/regions/read-groupings.ts';
import { builtInProvider } from '../../../../lib/rdl/data/sources/built-in-provider.ts';
import type { DataProvider, DataQuery } from '../../../../lib/rdl/data/sources/data-provider.ts';
import { readReport } from '../../../../lib/rdl/model/read-report.ts';
import type { Report, ReportItem } from '../../../../lib/rdl/model/report.ts';
import { dataSet, element, item, parameter, report } from './report-fixture.ts';

const clock = { now: () => Temporal.Instant.from('2026-08-12T10:00:00Z') };

function load(definition: Report, one: ReportItem, more: Partial<LoadOptions> = {}) {
  return loadReportData({
    report: definition,
    item: one,
    given: {},
    provider: builtInProvider(),
    clock,
    ...more,
  });
}

describe('loading what an item needs', () => {
  const cities = dataSet('Cities', ['City'], {
    commandText: '="cities of " & Parameters!Country.Value',
    queryParameters: [{ name: '@Country', value: '=Parameters!Country.Value' }],
  });
  const sales = dataSet('Sales', ['City', 'Qty'], {
    queryParameters: [{ name: '@Cities', value: '=Parameters!City.Value' }],
  });
  const beside = dataSet('Beside', ['X']);
  const definition = report({
    language: '=Parameters!Language.Value',
    dataSets: [beside, cities, sales],
    parameters: [
      parameter('Country'),
      parameter('City', {
        multiValue: true,
        defaults: { kind: 'dataset', dataSetName: 'Cities', valueField: 'City', labelField: undefined },
        validValues: { kind: 'dataset', dataSetName: 'Cities', valueField: 'City', labelField: undefined },
      }),
      parameter('Language', { defaults: { kind: 'list', values: [{ value: 'de-DE' }] } }),
    ],
  });
  const chart = item('Chart1', 'chart', [element('DataSetName', 'Sales')]);

  function provider(queries: DataQuery[]): DataProvider {
    return {
      async fetch(query) {
        queries.push(query);
        const text = (value: string) => ({ type: 'String', value }) as const;
        if (query.dataSetName === 'Cities')
          return { columns: ['City'], rows: [[text('Ulm')], [text('Bonn')]] };
        return { columns: ['City', 'Qty'], rows: [[text('Ulm'), { type: 'Int32', value: 3 }]] };
      },
    };
  }

  test('queries each dataset once, cascading parameters first, with evaluated parameters and text', async () => {
    const queries: DataQuery[] = [];
    const { data, parameters, culture, needs } = await load(definition, chart, {
      given: { Country: 'DE' },
      provider: provider(queries),
    });
    expect(queries.map((query) => [query.dataSetName, query.commandText])).toEqual([
      ['Cities', 'cities of DE'],
      ['Sales', 'SELECT'],
    ]);
    expect(queries[1]?.parameters[0]?.value).toMatchObject({
      type: 'Array',
      items: [{ value: 'Ulm' }, { value: 'Bonn' }],
    });
    expect(parameters.get('City')?.values).toHaveLength(2);
    expect(culture).toBe('de-DE');
    expect(needs.dataSources).toEqual(['Source']);
    const region = data.openRegion({ name: 'Chart1', dataSetName: 'Sales', filters: [], sorts: [] });
    expect(region.evaluate('=Sum(Fields!Qty.Value)')).toEqual({
      ok: true,
      value: { type: 'Double', value: 3 },
    });
  });

  test('rows that are at hand need neither their query nor a value of what only it uses', async () => {
    const atHand: DataProvider = {
      rowsAtHand: ({ name }) => (name === 'Sales' ? { columns: ['City', 'Qty'], rows: [] } : undefined),
      fetch: (query) => Promise.reject(new Error(`${query.dataSetName} is asked.`)),
    };
    const { needs, parameters } = await load(definition, chart, { provider: atHand });
    expect(needs).toMatchObject({ dataSets: ['Sales'], parameters: ['Language'] });
    expect(parameters.get('City')?.values).toEqual([]);
  });

  test('refuses a value that the dataset of valid values does not have', async () => {
    const refused = load(definition, chart, {
      given: { Country: 'DE', City: ['Rome'] },
      provider: provider([]),
    });
    await expect(refused).rejects.toMatchObject({
      code: 'PARAMETER_INVALID',
      message: "Parameter 'City': 'Rome' is not allowed. Allowed: Ulm, Bonn.",
    });
  });

  test('a query whose expression fails is refused, naming dataset and part', async () => {
    const broken = report({ dataSets: [dataSet('Sales', ['Qty'], { commandText: '=CInt("x")' })] });
    await expect(load(broken, chart)).rejects.toMatchObject({
      code: 'EXPRESSION_INVALID',
      message: expect.stringContaining("The command text of dataset 'Sales' fails"),
    });
  });

  test('dates are given as the culture writes them, or ISO', async () => {
    const dated = report({ parameters: [parameter('D', { dataType: 'DateTime' })] });
    const image = item('I', 'image', [element('Value', '=Parameters!D.Value')]);
    const one = await load(dated, image, { given: { D: '31.1.2024' }, culture: 'de-DE' });
    const other = await load(dated, image, { given: { D: '2024-01-31' }, culture: 'de-DE' });
    expect(one.parameters.get('D')?.values).toEqual(other.parameters.get('D')?.values);
  });
});

const SHARED = '../shared/reports';

describe.skipIf(!existsSync(SHARED))('real reports with data inside (ENTERDATA)', () => {
  test('the regional sales of a chart, twelve months in order', async () => {
    const definition = readReport(readFileSync(`${SHARED}/RegionalSales.rdl`));
    const chart = definition.items.find((one) => one.kind === 'chart');
    if (chart === undefined) throw new Error('There is no chart.');
    const { data } = await load(definition, chart);
    const region = data.openRegion({ name: chart.name, dataSetName: 'dsMain', filters: [], sorts: [] });
    const [category] = readGroupings(chart).columns;
    if (category === undefined) throw new Error('There is no category group.');
    const months = region.group(category.grouping);
    const labels = months.map((month) => month.evaluate('=UCase(Fields!Month.Value)'));
    expect(labels).toHaveLength(12);
    expect(labels[0]).toMatchObject({ ok: true, value: { type: 'String' } });
    const total = months.reduce((sum, month) => {
      const sales = month.evaluate('=Sum(Fields!Sales.Value)');
      return sum + (sales.ok && sales.value.type === 'Double' ? sales.value.value : Number.NaN);
    }, 0);
    const whole = region.evaluate('=Sum(Fields!Sales.Value)');
    expect(whole.ok && whole.value.type === 'Double' && Math.abs(whole.value.value - total) < 1e-6).toBe(
      true,
    );
    expect(data.warnings).toEqual([]);
  });

  test('datasets of parameters are read only where the item needs them', async () => {
    const definition = readReport(readFileSync(`${SHARED}/OrganizationExpenditures.rdl`));
    const chart = definition.items.find((one) => one.name === 'Chart1');
    if (chart === undefined) throw new Error('There is no chart.');
    const { needs, parameters } = await load(definition, chart);
    expect(needs.dataSets).toEqual(['dsOrganization', 'dsDepartmentGroup', 'dsMain']);
    expect(parameters.get('OrganizationKey')?.values.length).toBeGreaterThan(0);
  });
});
