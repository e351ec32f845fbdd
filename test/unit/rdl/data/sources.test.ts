import { describe, expect, test } from 'vitest';
import { builtInProvider } from '../../../../lib/rdl/data/sources/built-in-provider.ts';
import { parseCsv } from '../../../../lib/rdl/data/sources/csv.ts';
import type { DataQuery } from '../../../../lib/rdl/data/sources/data-provider.ts';
import { parseElementPath } from '../../../../lib/rdl/data/sources/element-path.ts';

function query(provider: string, commandText: string, more: Partial<DataQuery> = {}): DataQuery {
  return {
    dataSetName: 'D',
    sharedDataSet: undefined,
    dataSource: { name: 'S', reference: undefined, provider, connectString: '', integratedSecurity: false },
    commandType: 'Text',
    commandText,
    parameters: [],
    fields: [],
    maxRows: 100,
    signal: undefined,
    ...more,
  };
}

const text = (value: string) => ({ type: 'String', value });

describe('ENTERDATA', () => {
  const rows = (data: string, path: string) =>
    `<Query><XmlData>${data}</XmlData><ElementPath>${path}</ElementPath></Query>`;

  test('takes types from the element path; an empty number is Nothing, empty text stays text', async () => {
    const table = await builtInProvider().fetch(
      query(
        'ENTERDATA',
        rows(
          '<Data><Row><A>x</A><N>1.5</N><I>2</I></Row><Row><A></A><N></N></Row></Data>',
          'Data{}/Row{A(String),N(Float),I(Integer),M(Decimal)}',
        ),
      ),
    );
    expect(table.columns).toEqual(['A', 'N', 'I', 'M']);
    const nothing = { type: 'Nothing' };
    expect(table.rows).toEqual([
      [text('x'), { type: 'Double', value: 1.5 }, { type: 'Int32', value: 2 }, nothing],
      [text(''), nothing, nothing, nothing],
    ]);
  });

  test.each([
    ['a DOCTYPE', '<!DOCTYPE x><Query><XmlData/></Query>', 'DOCTYPE'],
    [
      'a value of another type',
      rows('<Data><Row><I>x</I></Row></Data>', 'Data{}/Row{I(Integer)}'),
      "'x' in field 'I'",
    ],
    ['a broken path', rows('<Data/>', 'Data{}/Row{I(Money)}'), "'I(Money)'"],
    ['broken XML', '<Query><XmlData>', 'cannot be read'],
  ])('refuses %s', async (_what, commandText, message) => {
    await expect(builtInProvider().fetch(query('ENTERDATA', commandText))).rejects.toThrow(message);
  });

  test('refuses more rows than allowed', async () => {
    const many = rows('<Data><Row><A>1</A></Row><Row><A>2</A></Row></Data>', 'Data{}/Row{A}');
    await expect(builtInProvider().fetch(query('ENTERDATA', many, { maxRows: 1 }))).rejects.toMatchObject({
      code: 'BUDGET_EXCEEDED',
    });
  });
});

describe('XML', () => {
  const document = `<c:Customers xmlns:c="urn:c"><c:Customer ID="1"><Name>Ann</Name><Orders>
    <Order Qty="3">a</Order><Order Qty="4">b</Order></Orders></c:Customer></c:Customers>`;

  test('repeats the fields of outer elements and reads attributes and text', async () => {
    const path = 'Customers{}/Customer{@ID(Integer),Name}/Orders{}/Order{@Qty(Integer),@}';
    const provider = builtInProvider({ read: async () => document });
    const source = {
      name: 'S',
      reference: undefined,
      provider: 'XML',
      connectString: 'https://x/',
      integratedSecurity: false,
    };
    const table = await provider.fetch(query('XML', path, { dataSource: source }));
    expect(table.rows).toEqual([
      [{ type: 'Int32', value: 1 }, text('Ann'), { type: 'Int32', value: 3 }, text('a')],
      [{ type: 'Int32', value: 1 }, text('Ann'), { type: 'Int32', value: 4 }, text('b')],
    ]);
  });

  test('without a field list takes attributes and leaf elements; without a path the first level of rows', async () => {
    const inline =
      '<Query><XmlData><R><Row a="1"><b>2</b></Row><Row a="3"><b>4</b></Row></R></XmlData></Query>';
    const table = await builtInProvider().fetch(query('XML', inline));
    expect(table.columns).toEqual(['a', 'b']);
    expect(table.rows).toHaveLength(2);
  });

  test('has no data where neither query nor connection string give any', async () => {
    await expect(builtInProvider().fetch(query('XML', 'A/B'))).rejects.toMatchObject({
      code: 'DATA_UNAVAILABLE',
    });
  });
});

describe('CSV and JSON', () => {
  const fields = [
    { name: 'Id', dataField: 'Id', typeName: 'System.Int32' },
    { name: 'Name', dataField: 'Name', typeName: 'System.String' },
  ];

  test('CSV values take the types of the fields; an unquoted gap is Nothing, a quoted one empty text', async () => {
    const table = await builtInProvider().fetch(
      query('CSV', 'Id,Name\r\n1,"a ""b"""\r\n,""\r\n', { fields }),
    );
    expect(table.rows).toEqual([
      [{ type: 'Int32', value: 1 }, text('a "b"')],
      [{ type: 'Nothing' }, text('')],
    ]);
  });

  test('JSON rows stand at the path that the query names', async () => {
    const provider = builtInProvider({ read: async () => '{"result":{"items":[{"Id":1,"Name":"x"}]}}' });
    const source = {
      name: 'S',
      reference: undefined,
      provider: 'JSON',
      connectString: 'https://x/',
      integratedSecurity: false,
    };
    const table = await provider.fetch(query('JSON', '$.result.items', { fields, dataSource: source }));
    expect(table.rows).toEqual([[{ type: 'Int32', value: 1 }, text('x')]]);
    await expect(provider.fetch(query('JSON', '$.nothing', { fields, dataSource: source }))).rejects.toThrow(
      "no list of objects at '$.nothing'",
    );
  });

  test('a quote that is never closed and a line that is too long are refused', () => {
    expect(() => parseCsv('a\n"x', 'it')).toThrow('never closed');
    expect(() => parseCsv('a\n1,2', 'it')).toThrow('more values');
    expect(parseCsv('a,b\n1,', 'it')).toEqual([{ a: '1', b: undefined }]);
  });
});

describe('element paths and other kinds of source', () => {
  test('prefixes and encodings are dropped', () => {
    expect(parseElementPath('c:A{}/B(Base64Encoded){@x:Id(Integer)}', 'it')).toEqual([
      { name: 'A', fields: [] },
      { name: 'B', fields: [{ kind: 'attribute', name: 'Id', type: 'Integer' }] },
    ]);
  });

  test('an unknown kind of source is unavailable', async () => {
    const asked = builtInProvider().fetch(query('SQL', 'SELECT 1'));
    await expect(asked).rejects.toMatchObject({
      code: 'DATA_UNAVAILABLE',
      message: expect.stringContaining("kind 'SQL'"),
    });
  });
});
