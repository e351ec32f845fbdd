import { describe, expect, test } from 'vitest';
import { tableFromJson } from '../../../../lib/rdl/data/rows/json-rows.ts';
import { typedValue } from '../../../../lib/rdl/data/rows/typed-value.ts';

describe('a JSON value read as the type of its field', () => {
  test.each([
    [5, 'System.Int32', { type: 'Int32', value: 5 }],
    ['5', 'System.Int16', { type: 'Int16', value: 5 }],
    ['4000000000', 'System.Int64', { type: 'Int64', value: 4000000000n }],
    [1.25, 'System.Double', { type: 'Double', value: 1.25 }],
    ['12.30', 'System.Decimal', { type: 'Decimal', mantissa: 1230n, scale: 2 }],
    [7338.45, 'System.Decimal', { type: 'Decimal', mantissa: 733845n, scale: 2 }],
    ['2024-01-05', 'System.DateTime', { type: 'DateTime', ticks: 638400096000000000n }],
    ['2024-01-05T01:00:00+01:00', 'System.DateTime', { type: 'DateTime', ticks: 638400096000000000n }],
    ['-01:00:00', 'System.TimeSpan', { type: 'TimeSpan', ticks: -36000000000n }],
    [true, 'System.Boolean', { type: 'Boolean', value: true }],
    ['x', 'System.String, mscorlib', { type: 'String', value: 'x' }],
    [
      '0f8fad5b-d9cb-469f-a165-70867728950e',
      'System.Guid',
      { type: 'String', value: '0f8fad5b-d9cb-469f-a165-70867728950e' },
    ],
    ['AQID', 'System.Byte[]', { type: 'Bytes', value: new Uint8Array([1, 2, 3]) }],
    [null, 'System.Int32', { type: 'Nothing' }],
    ['POINT (1 2)', 'Microsoft.SqlServer.Types.SqlGeometry', { type: 'String', value: 'POINT (1 2)' }],
    ['2024-01-05T00:00:00', undefined, { type: 'DateTime', ticks: 638400096000000000n }],
    ['2024-01-05', undefined, { type: 'String', value: '2024-01-05' }],
    [3, undefined, { type: 'Int32', value: 3 }],
    [3.5, undefined, { type: 'Double', value: 3.5 }],
    [3000000000, undefined, { type: 'Int64', value: 3000000000n }],
  ])('%j of %s', (json, typeName, value) => {
    expect(typedValue(json, typeName)).toEqual(value);
  });

  test.each([
    ['x', 'System.Int32'],
    [1.5, 'System.Int32'],
    [256, 'System.Byte'],
    ['2024-02-30', 'System.DateTime'],
    ['12:61:00', 'System.TimeSpan'],
    ['!', 'System.Byte[]'],
    [{ a: 1 }, 'System.String'],
  ])('%j is no %s', (json, typeName) => {
    expect(typedValue(json, typeName)).toBeUndefined();
  });
});

describe('rows.json as a table', () => {
  const fields = [
    { name: 'Id', dataField: 'ID', typeName: 'System.Int32' },
    { name: 'Gone', dataField: 'Gone', typeName: 'System.String' },
    { name: 'Twice', expression: '=Fields!Id.Value*2', typeName: undefined },
  ];

  test('finds values by field name or data field; a field that no row has is missing', () => {
    const byName = tableFromJson({ name: 'D', fields }, [{ Id: 1 }, {}]);
    expect(byName).toEqual({ columns: ['ID'], rows: [[{ type: 'Int32', value: 1 }], [{ type: 'Nothing' }]] });
    expect(tableFromJson({ name: 'D', fields }, [{ ID: 2 }]).rows).toEqual([[{ type: 'Int32', value: 2 }]]);
  });

  test('without rows every field is there', () => {
    expect(tableFromJson({ name: 'D', fields }, []).columns).toEqual(['ID', 'Gone']);
  });

  test('names dataset, row and field of a value of another type', () => {
    expect(() => tableFromJson({ name: 'D', fields }, [{ Id: 1 }, { Id: 'x' }])).toThrow(
      `Row 2 of dataset 'D': field 'Id' holds "x", which is not System.Int32.`,
    );
  });
});
