import { expect, test } from 'vitest';
import { evaluateCases } from '../../../../lib/rdl/cli/evaluate.ts';

test('a file of expressions gives one result a case', async () => {
  const results = await evaluateCases([
    { id: 'a', expression: '=Fields!A.Value + 1', fields: { A: { type: 'Int32', value: '2' } } },
    { id: 'b', expression: '=1.5.ToString("N2")', culture: 'de-DE' },
    { id: 'c', expression: '=1 +', culture: 'en-US' },
    {
      id: 'd',
      expression: '=Join(Parameters!P.Value, "-") & Parameters!P.Count',
      culture: 'en-US',
      parameters: {
        P: {
          isMultiValue: true,
          value: {
            type: 'Array',
            element: 'Object',
            value: [
              { type: 'String', value: 'x' },
              { type: 'String', value: 'y' },
            ],
          },
        },
      },
    },
  ]);
  expect(results).toEqual([
    { id: 'a', result: { type: 'Int32', value: '3' } },
    { id: 'b', result: { type: 'String', value: '1,50' } },
    { id: 'c', result: { error: 'compile' } },
    { id: 'd', result: { type: 'String', value: 'x-y2' } },
  ]);
});

test('a file of custom code gives one result a call, with state kept between them', async () => {
  const code = 'Dim n As Integer\nPublic Function F() As Integer\n n += 1\n Return n\nEnd Function';
  const results = await evaluateCases([
    { id: 'c', code, calls: [{ expression: '=Code.F()' }, { expression: '=Code.F()' }] },
  ]);
  expect(results).toEqual([
    {
      id: 'c',
      results: [
        { type: 'Int32', value: '1' },
        { type: 'Int32', value: '2' },
      ],
    },
  ]);
});

test('a file of another form is refused', async () => {
  await expect(evaluateCases({ nope: true })).rejects.toThrow(TypeError);
  await expect(evaluateCases([{ id: 'a', expression: '=1', culture: 'xx-XX-nope' }])).rejects.toThrow(
    RangeError,
  );
});
