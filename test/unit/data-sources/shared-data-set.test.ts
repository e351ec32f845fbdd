import { describe, expect, it } from 'vitest';
import { mergeSharedDataSet } from '../../../lib/data-sources/shared-data-set.ts';
import type { DataSetDefinition } from '../../../lib/rdl/model/report.ts';

const dataSet = (change: Partial<DataSetDefinition>): DataSetDefinition => ({
  name: 'Sales',
  dataSourceName: undefined,
  reference: undefined,
  commandType: 'Text',
  commandText: undefined,
  queryParameters: [],
  fields: [],
  filters: [],
  caseSensitivity: undefined,
  ...change,
});

const SHARED = dataSet({
  name: '',
  dataSourceName: 'Warehouse',
  commandText: 'select * from sales where year = @Year and region = @Region',
  queryParameters: [
    { name: '@Year', value: '2024' },
    { name: '@Region', value: 'North' },
  ],
  fields: [
    { name: 'Region', dataField: 'region_name', typeName: 'System.String' },
    { name: 'Amount', dataField: 'amount', typeName: 'System.Decimal' },
    { name: 'Twice', expression: '=Fields!Amount.Value * 2', typeName: undefined },
  ],
  filters: [
    {
      expression: '=Fields!Amount.Value',
      operator: 'GreaterThan',
      values: [{ text: '0', dataType: undefined }],
    },
  ],
});

describe('a dataset that refers to a shared one', () => {
  it('has the shared query, with its own parameter values and the shared defaults', () => {
    const merged = mergeSharedDataSet(
      dataSet({ reference: 'Sales', queryParameters: [{ name: 'year', value: '=Parameters!Y.Value' }] }),
      SHARED,
      '/Shared/Sales/Warehouse',
    );
    expect(merged).toMatchObject({
      name: 'Sales',
      reference: undefined,
      dataSourceName: '/Shared/Sales/Warehouse',
      commandText: SHARED.commandText,
      queryParameters: [
        { name: '@Year', value: '=Parameters!Y.Value' },
        { name: '@Region', value: 'North' },
      ],
    });
  });

  it('reads shared fields by their names, calculated ones too, and keeps those it does not name', () => {
    const { fields } = mergeSharedDataSet(
      dataSet({
        fields: [
          { name: 'Area', dataField: 'Region', typeName: undefined },
          { name: 'Twice', dataField: 'Twice', typeName: undefined },
          { name: 'Double', dataField: 'Twice', typeName: undefined },
          { name: 'Own', expression: '=1', typeName: undefined },
          { name: 'Other', dataField: 'other', typeName: undefined },
        ],
      }),
      SHARED,
      'x',
    );
    expect(fields).toEqual([
      { name: 'Area', dataField: 'region_name', typeName: 'System.String' },
      { name: 'Twice', expression: '=Fields!Amount.Value * 2', typeName: undefined },
      { name: 'Double', expression: '=Fields!Twice.Value', typeName: undefined },
      { name: 'Own', expression: '=1', typeName: undefined },
      { name: 'Other', dataField: 'other', typeName: undefined },
      { name: 'Region', dataField: 'region_name', typeName: 'System.String' },
      { name: 'Amount', dataField: 'amount', typeName: 'System.Decimal' },
    ]);
  });

  it('filters by the shared filters first', () => {
    const own = { expression: '=Fields!Region.Value', operator: 'Equal', values: [] };
    expect(mergeSharedDataSet(dataSet({ filters: [own] }), SHARED, 'x').filters).toEqual([
      ...SHARED.filters,
      own,
    ]);
  });
});
