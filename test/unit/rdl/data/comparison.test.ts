import { describe, expect, test } from 'vitest';
import { createComparer } from '../../../../lib/rdl/data/comparison/comparer.ts';
import { filterItems } from '../../../../lib/rdl/data/comparison/filter.ts';
import { likePattern } from '../../../../lib/rdl/data/comparison/like.ts';
import { sortItems } from '../../../../lib/rdl/data/comparison/sort.ts';
import { typedValue } from '../../../../lib/rdl/data/rows/typed-value.ts';
import type { Evaluated, Value } from '../../../../lib/rdl/values/value.ts';

const comparer = createComparer('en-US', { caseSensitive: false });

function value(json: unknown, type?: string): Value {
  const read = typedValue(json, type);
  if (read === undefined) throw new Error(`${JSON.stringify(json)} is no ${type}`);
  return read;
}

/** Items are JSON values; a constant source is itself, `=` the item. */
const evaluate = (item: unknown, source: string): Evaluated =>
  source === '=item'
    ? { ok: true, value: value(item) }
    : source.startsWith('=')
      ? { ok: true, value: value(JSON.parse(source.slice(1))) }
      : { ok: true, value: { type: 'String', value: source } };

const options = { evaluate, comparer, label: 'it' };

function filter(items: readonly unknown[], operator: string, ...values: string[]): readonly unknown[] {
  const filters = [
    { expression: '=item', operator, values: values.map((text) => ({ text, dataType: undefined })) },
  ];
  return filterItems(items, filters, options);
}

describe('the order of values', () => {
  test('Nothing comes first, then empty text; case does not count', () => {
    const sorted = sortItems(
      ['b', null, 'A', '', 'a', 'B'],
      [{ expression: '=item', direction: 'Ascending' }],
      options,
    );
    expect(sorted).toEqual([null, '', 'A', 'a', 'b', 'B']);
  });

  test('equal items keep their order in a descending sort', () => {
    const sorted = sortItems(
      ['x', 'b', 'X', null],
      [{ expression: '=item', direction: 'Descending' }],
      options,
    );
    expect(sorted).toEqual(['x', 'X', 'b', null]);
  });

  test('integers compare with floats and with decimals, floats not with decimals', () => {
    expect(comparer.compare(value(2), value(2.5, 'Double'))).toBeLessThan(0);
    expect(comparer.compare(value('2.50', 'Decimal'), value(2))).toBeGreaterThan(0);
    expect(
      comparer.compare(value('9007199254740993', 'Int64'), value('9007199254740992', 'Int64')),
    ).toBeGreaterThan(0);
    expect(() => comparer.compare(value(2.5), value('2.5', 'Decimal'))).toThrow('cannot be compared');
    expect(() => comparer.compare(value('a'), value(1))).toThrow('String and Int32');
  });

  test('a sort over text and numbers aborts', () => {
    const sort = () => sortItems(['a', 1], [{ expression: '=item', direction: 'Ascending' }], options);
    expect(sort).toThrow(expect.objectContaining({ engineCode: 'rsComparisonError' }));
  });
});

describe('group keys', () => {
  test('ignore case and the type of a number', () => {
    expect(comparer.key(value('West'))).toBe(comparer.key(value('WEST')));
    expect(comparer.key(value(2))).toBe(comparer.key(value('2.00', 'Decimal')));
    expect(comparer.key(value(2))).toBe(comparer.key(value(2, 'Double')));
    expect(comparer.key(value(null))).not.toBe(comparer.key(value('')));
    expect(comparer.key(value('2'))).not.toBe(comparer.key(value(2)));
  });

  test('regard case where the dataset asks for it', () => {
    const exact = createComparer('', { caseSensitive: true });
    expect(exact.key(value('West'))).not.toBe(exact.key(value('WEST')));
  });
});

describe('filters', () => {
  const numbers = [10, 4, null, 7, -2, 5, 10, 0];

  test.each([
    ['Equal', ['=10'], [10, 10]],
    ['NotEqual', ['=10'], [4, null, 7, -2, 5, 0]],
    ['GreaterThan', ['=4'], [10, 7, 5, 10]],
    ['GreaterThanOrEqual', ['=5'], [10, 7, 5, 10]],
    ['LessThan', ['=5'], [4, null, -2, 0]],
    ['LessThanOrEqual', ['=0'], [null, -2, 0]],
    ['Between', ['=0', '=7'], [4, 7, 5, 0]],
    ['In', ['=4', '=7'], [4, 7]],
    ['TopN', ['=3'], [10, 7, 10]],
    ['TopN', ['=1'], [10, 10]],
    ['TopN', ['=0'], []],
    ['BottomN', ['=2'], [null, -2]],
    ['TopPercent', ['=50'], [10, 7, 5, 10]],
    ['BottomPercent', ['=25'], [null, -2]],
  ])('%s %j', (operator, values, left) => {
    expect(filter(numbers, operator, ...values)).toEqual(left);
  });

  test('text is compared without regard to case', () => {
    expect(filter(['West', 'east', null], 'Equal', 'WEST')).toEqual(['West']);
    expect(filter(['Banana', 'pear', null], 'Like', '*A*')).toEqual(['Banana', 'pear']);
  });

  test('each filter sees what those before it left', () => {
    const filters = [
      { expression: '=item', operator: 'LessThan', values: [{ text: '=10', dataType: undefined }] },
      { expression: '=item', operator: 'TopN', values: [{ text: '=2', dataType: undefined }] },
    ];
    expect(filterItems(numbers, filters, options)).toEqual([7, 5]);
  });

  test('a constant has the type that its DataType names', () => {
    const filters = [
      { expression: '=item', operator: 'Equal', values: [{ text: '10', dataType: 'Integer' }] },
    ];
    expect(filterItems(numbers, filters, options)).toEqual([10, 10]);
  });

  test('a number against text aborts, as does an unknown operator', () => {
    expect(() => filter(numbers, 'Equal', '10')).toThrow(
      expect.objectContaining({ engineCode: 'rsComparisonTypeError' }),
    );
    expect(() => filter(numbers, 'Near', '10')).toThrow("'Near' of it");
    expect(() => filter(numbers, 'TopN', '=2.5')).toThrow('no whole number');
  });
});

describe('the pattern of Like', () => {
  test.each([
    ['a*', 'Abc', true],
    ['?b', 'ab', true],
    ['?b', 'abb', false],
    ['#', '7', true],
    ['[a-c]x', 'Bx', true],
    ['[!a-c]x', 'bx', false],
    ['[*]', '*', true],
    ['a.b', 'axb', false],
    ['[', '[', true],
  ])('%s against %s: %s', (pattern, text, matches) => {
    expect(likePattern(pattern).test(text)).toBe(matches);
  });
});
