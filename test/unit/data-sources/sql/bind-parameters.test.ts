import { describe, expect, it } from 'vitest';
import type { DatabaseKind } from '../../../../lib/data-sources/connection/provider-kind.ts';
import { bindNamed, bindPositional } from '../../../../lib/data-sources/sql/bind-parameters.ts';
import { sqlParts } from '../../../../lib/data-sources/sql/sql-parts.ts';
import type { Value } from '../../../../lib/rdl/values/value.ts';

const one: Value = { type: 'Int32', value: 1 };
const list: Value = { type: 'Array', element: 'Int32', items: [one, one, one] };
const parameter = (name: string, value: Value = one) => ({ name, value });
const MARKERS: Record<DatabaseKind, (index: number) => string> = {
  'sql-server': (index) => `@p${index}`,
  postgres: (index) => `$${index}`,
  mysql: () => '?',
};
const bound = (kind: DatabaseKind, sql: string, ...parameters: readonly { name: string; value: Value }[]) =>
  bindNamed(sql, parameters, kind, MARKERS[kind]);

describe('parameters of a query', () => {
  it('are numbered for PostgreSQL, twice the same number for the same name', () => {
    const { text, values } = bound(
      'postgres',
      'select @a, :B, @A, x::int, @@b',
      parameter('@a'),
      parameter('b'),
    );
    expect(text).toBe('select $1, $2, $1, x::int, @@b');
    expect(values.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('are question marks for MySQL, one value each time', () => {
    const { text, values } = bound('mysql', 'select @a, @b, @a', parameter('@a'), parameter('@b'));
    expect(text).toBe('select ?, ?, ?');
    expect(values.map(({ name }) => name)).toEqual(['a', 'b', 'a']);
  });

  it('keep their names for SQL Server; a multi-value one becomes a list of its own names', () => {
    const { text, values } = bound(
      'sql-server',
      'select @A from t where x in (@ids) or y in (@ids)',
      parameter('@a'),
      parameter('@ids', list),
    );
    expect(text).toBe(
      'select @a from t where x in (@ids_0, @ids_1, @ids_2) or y in (@ids_0, @ids_1, @ids_2)',
    );
    expect(values.map(({ name }) => name)).toEqual(['a', 'ids_0', 'ids_1', 'ids_2']);
  });

  it('leave what is not theirs: variables, names that only begin alike, quotes and comments', () => {
    const text = `declare @x int; select @ab, '@a', "@a", [@a], x@a -- @a\n/* @a /* @a */ @a */`;
    expect(bound('sql-server', text, parameter('@a'))).toEqual({ text, values: [] });
  });

  it('are not found inside the quotes of each database', () => {
    for (const [kind, sql] of [
      ['postgres', `select E'it\\'s @a', $$ @a $$, $tag$ @a $$ @a $tag$, "x""@a"`],
      ['mysql', "select 'it\\'s @a', \"@a\", `@a` # @a\n"],
      ['sql-server', "select 'it''s @a', N'@a', [x]]@a]"],
    ] as const)
      expect(bound(kind, sql, parameter('@a')).text, kind).toBe(sql);
  });

  it('take an unclosed quote to the end, and give back every letter', () => {
    for (const kind of ['postgres', 'mysql', 'sql-server'] as const)
      for (const sql of ["select 'open @a", 'a /* open', '$x$ open', '', '"', "e'\\", '[a', '`'])
        expect(
          sqlParts(sql, kind)
            .map(({ text }) => text)
            .join(''),
        ).toBe(sql);
  });

  it('fill question marks in the order of the definition, for OLE DB and ODBC', () => {
    const { text, values } = bindPositional(
      "select ?, '?' where x in (?)",
      [parameter('A'), parameter('B', list)],
      'postgres',
      MARKERS.postgres,
    );
    expect(text).toBe("select $1, '?' where x in ($2, $3, $4)");
    expect(values).toHaveLength(4);
    expect(() => bindPositional('select ?, ?', [parameter('A')], 'postgres', MARKERS.postgres)).toThrow(
      /more question marks/,
    );
  });

  it('are refused past what databases take', () => {
    const many: Value = { type: 'Array', element: 'Int32', items: Array.from({ length: 3000 }, () => one) };
    expect(() => bound('sql-server', 'select 1 where 1 in (@a)', parameter('@a', many))).toThrow(
      /Choose fewer values/,
    );
  });
});
