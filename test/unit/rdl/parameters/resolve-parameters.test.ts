import { describe, expect, test } from 'vitest';
import type { ParameterDefinition } from '../../../../lib/rdl/model/report.ts';
import type { GivenParameters, ParameterSources } from '../../../../lib/rdl/parameters/resolve-parameters.ts';
import { resolveParameters } from '../../../../lib/rdl/parameters/resolve-parameters.ts';
import { parameterMember } from '../../../../lib/rdl/parameters/resolved-parameter.ts';
import type { Value } from '../../../../lib/rdl/values/value.ts';
import { NOTHING } from '../../../../lib/rdl/values/value.ts';

function parameter(name: string, more: Partial<ParameterDefinition> = {}): ParameterDefinition {
  return {
    name,
    dataType: 'String',
    prompt: undefined,
    hidden: false,
    nullable: false,
    allowBlank: false,
    multiValue: false,
    defaults: undefined,
    validValues: undefined,
    ...more,
  };
}

const listOf = (...values: (string | null)[]) => ({
  kind: 'list' as const,
  values: values.map((value) => ({ value })),
});

const text = (value: string): Value => ({ type: 'String', value });
const int = (value: number): Value => ({ type: 'Int32', value });
const textOf = (value: Value): string => ('value' in value ? String(value.value) : value.type);

/** Expressions: `=Name` is another parameter's value, `=list` an array. Rows: cities of a country. */
const sources: ParameterSources = {
  evaluate(source, resolved) {
    if (source === '=list')
      return { ok: true, value: { type: 'Array', element: 'String', items: [text('a'), text('b')] } };
    if (source === '=fail') return { ok: false, kind: 'Exception', message: 'it fails.' };
    return { ok: true, value: resolved.get(source.slice(1))?.values[0] ?? NOTHING };
  },
  async rows({ dataSetName }, resolved) {
    const country = textOf(resolved.get('Country')?.values[0] ?? NOTHING);
    if (dataSetName === 'Years')
      return [2019, 2020, 2020].map((year) => ({ value: int(year), label: `Y${year}` }));
    return ['A', 'B'].map((city) => ({ value: text(`${country}-${city}`), label: undefined }));
  },
  textOf,
  parseDate: (given) => (given === '1/2/2024' ? { type: 'DateTime', ticks: 0n } : undefined),
};

async function resolve(
  definitions: readonly ParameterDefinition[],
  given: GivenParameters = {},
  needed?: ReadonlySet<string>,
) {
  const resolved = await resolveParameters({
    definitions,
    given,
    sources,
    ...(needed === undefined ? {} : { needed }),
  });
  return Object.fromEntries([...resolved].map(([name, one]) => [name, one.values.map(textOf)]));
}

describe('report parameters', () => {
  test('take what is given, by type, else their default', async () => {
    const definitions = [
      parameter('I', { dataType: 'Integer' }),
      parameter('F', { dataType: 'Float', defaults: listOf('2.5') }),
      parameter('B', { dataType: 'Boolean', defaults: listOf('true') }),
      parameter('D', { dataType: 'DateTime' }),
      parameter('L', { dataType: 'DateTime' }),
    ];
    const given = { I: '7', D: '2024-02-29', L: '1/2/2024' };
    expect(await resolve(definitions, given)).toEqual({
      I: ['7'],
      F: ['2.5'],
      B: ['true'],
      D: ['DateTime'],
      L: ['DateTime'],
    });
  });

  test('several values come from a list, an array or all rows of a dataset, without repetition', async () => {
    const years = { kind: 'dataset', dataSetName: 'Years', valueField: 'Y', labelField: 'L' } as const;
    const definitions = [
      parameter('A', { multiValue: true, defaults: listOf('=list', 'c') }),
      parameter('Y', { multiValue: true, dataType: 'Integer', defaults: years }),
      parameter('First', { dataType: 'Integer', defaults: years }),
    ];
    expect(await resolve(definitions)).toEqual({ A: ['a', 'b', 'c'], Y: ['2019', '2020'], First: ['2019'] });
  });

  test('a later one depends on earlier ones', async () => {
    const cities = {
      kind: 'dataset',
      dataSetName: 'Cities',
      valueField: 'C',
      labelField: undefined,
    } as const;
    const definitions = [
      parameter('Country', { defaults: listOf('DE') }),
      parameter('City', { validValues: cities, defaults: cities }),
      parameter('Copy', { defaults: listOf('=City') }),
    ];
    expect(await resolve(definitions, { Country: 'FR' })).toEqual({
      Country: ['FR'],
      City: ['FR-A'],
      Copy: ['FR-A'],
    });
  });

  test('labels come with valid values', async () => {
    const definitions = [
      parameter('Y', {
        dataType: 'Integer',
        validValues: { kind: 'list', values: [{ value: '1', label: 'one' }, { value: '2' }] },
      }),
    ];
    const resolved = await resolveParameters({ definitions, given: { Y: 1 }, sources });
    const one = resolved.get('Y');
    expect(one && parameterMember(one, 'Label', textOf)).toEqual(text('one'));
    const two = (await resolveParameters({ definitions, given: { Y: 2 }, sources })).get('Y');
    expect(two && parameterMember(two, 'Label', textOf)).toEqual(text('2'));
  });

  test('null is the default where it is allowed', async () => {
    expect(await resolve([parameter('N', { nullable: true })])).toEqual({ N: ['Nothing'] });
    expect(await resolve([parameter('N', { nullable: true })], { N: null })).toEqual({ N: ['Nothing'] });
  });

  test('a default that is no valid value does not count', async () => {
    const definition = parameter('V', { validValues: listOf('a', 'b'), defaults: listOf('x') });
    await expect(resolve([definition])).rejects.toThrow(
      "Parameter 'V': It has no default; give it a value. Allowed: a, b.",
    );
  });

  test.each<[string, ParameterDefinition, GivenParameters, string]>([
    [
      'a value of another type',
      parameter('X', { dataType: 'Integer' }),
      { X: 'abc' },
      "'abc' is not of its type, Integer",
    ],
    [
      'a value that is not among the valid ones',
      parameter('X', { validValues: listOf('a', 'b') }),
      { X: 'c' },
      "'c' is not allowed. Allowed: a, b.",
    ],
    ['no value', parameter('X'), {}, 'It has no default'],
    ['null', parameter('X'), { X: null }, 'It cannot be null'],
    ['blank text', parameter('X'), { X: '' }, 'It cannot be blank'],
    ['several values for one', parameter('X'), { X: ['a', 'b'] }, 'It takes one value, not 2'],
    ['no value of many', parameter('X', { multiValue: true }), { X: [] }, 'Give it at least one value'],
    [
      'an unknown parameter',
      parameter('X', { defaults: listOf('a') }),
      { Z: '1' },
      "Parameter 'Z': The report has no such parameter. It has: X.",
    ],
    ['a default that fails', parameter('X', { defaults: listOf('=fail') }), {}, "'=fail' fails: it fails."],
  ])('refuse %s, naming the parameter', async (_what, definition, given, message) => {
    await expect(resolve([definition], given)).rejects.toMatchObject({
      code: 'PARAMETER_INVALID',
      message: expect.stringContaining(message),
    });
  });

  test('what stands beside the drawn item does not stop it', async () => {
    const missing = {
      kind: 'dataset',
      dataSetName: 'Missing',
      valueField: 'X',
      labelField: undefined,
    } as const;
    const definitions = [
      parameter('Used', { defaults: listOf('a') }),
      parameter('Asks', { defaults: missing }),
      parameter('Lacks', { multiValue: true }),
    ];
    expect(await resolve(definitions, {}, new Set(['Used']))).toEqual({
      Used: ['a'],
      Asks: ['Nothing'],
      Lacks: [],
    });
  });
});
