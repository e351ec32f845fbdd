import { expect, test } from 'vitest';
import { readTypedJson, type TypedJson, writeTypedJson } from '../../../../lib/rdl/values/typed-json.ts';

test.each<TypedJson>([
  { type: 'Null' },
  { type: 'DBNull' },
  { type: 'Boolean', value: 'true' },
  { type: 'Int32', value: '-5' },
  { type: 'Int64', value: '9223372036854775807' },
  { type: 'Double', value: '1E+20' },
  { type: 'Double', value: 'NaN' },
  { type: 'Single', value: '0.1' },
  { type: 'Decimal', value: '12.30' },
  { type: 'String', value: '' },
  { type: 'Char', value: 'x' },
  { type: 'DateTime', value: '2020-01-31T15:04:05.1234567' },
  { type: 'TimeSpan', value: '-1.02:03:04' },
  { type: 'Array', element: 'String', value: [{ type: 'String', value: 'a' }, { type: 'Null' }] },
])('$type $value reads and writes the same', (json) => {
  expect(writeTypedJson(readTypedJson(json))).toEqual(json);
});

test('what is no typed value is refused', () => {
  expect(() => readTypedJson({ type: 'Int32', value: 'x' })).toThrow(TypeError);
  expect(() => readTypedJson({ type: 'Nope', value: '1' })).toThrow(TypeError);
  expect(() => readTypedJson({ type: 'DateTime', value: '2020-02-30T00:00:00.0000000' })).toThrow(TypeError);
});
