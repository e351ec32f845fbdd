import { describe, expect, test } from 'vitest';
import { RdlError } from '../../../../lib/rdl/errors.ts';
import type { ParameterDefinition } from '../../../../lib/rdl/model/report.ts';
import { promptParameters } from '../../../../lib/rdl/parameters/prompt-parameters.ts';
import type { GivenParameters, ParameterSources } from '../../../../lib/rdl/parameters/resolve-parameters.ts';
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

const text = (value: string): Value => ({ type: 'String', value });
const textOf = (value: Value): string => ('value' in value ? String(value.value) : value.type);

class Refused extends Error {}

/** Cities of the country that was chosen; the dataset `Broken` cannot be queried. */
const sources: ParameterSources = {
  evaluate(source, resolved) {
    if (source === '=fail') return { ok: false, kind: 'Exception', message: 'it fails.' };
    return { ok: true, value: resolved.get(source.slice(1))?.values[0] ?? NOTHING };
  },
  async rows({ dataSetName }, resolved) {
    if (dataSetName === 'Broken') throw new Refused('The database refused the password.');
    if (dataSetName === 'Bug') throw new TypeError('a bug');
    const country = textOf(resolved.get('Country')?.values[0] ?? NOTHING);
    return ['A', 'B'].map((city) => ({ value: text(`${country}-${city}`), label: `City ${city}` }));
  },
  textOf,
  parseDate: () => undefined,
};

const dataset = (dataSetName: string) => ({
  kind: 'dataset' as const,
  dataSetName,
  valueField: 'Id',
  labelField: 'Name',
});
const COUNTRY = parameter('Country', {
  prompt: 'Which country?',
  validValues: { kind: 'list', values: [{ value: 'PL', label: 'Poland' }, { value: 'DE' }] },
});
const CITY = parameter('City', { validValues: dataset('Cities') });

function prompt(definitions: readonly ParameterDefinition[], given: GivenParameters = {}) {
  return promptParameters({
    definitions,
    given,
    sources,
    dependsOn: ({ name }) => (name === 'City' ? ['Country'] : []),
    sentenceOf: (error) =>
      error instanceof RdlError || error instanceof Refused ? error.message : undefined,
  });
}

describe('what a form asks for parameters', () => {
  test('shows the prompt, and valid values with their labels', async () => {
    const [country] = await prompt([COUNTRY]);
    expect(country).toMatchObject({
      prompt: 'Which country?',
      choices: [
        { value: 'PL', label: 'Poland' },
        { value: 'DE', label: 'DE' },
      ],
      values: [],
      isGiven: false,
      problem: undefined,
    });
  });

  test('a parameter waits for the ones its valid values come from, and then has them', async () => {
    const [, waiting] = await prompt([COUNTRY, CITY]);
    expect(waiting).toMatchObject({ waitsFor: ['Country'], dependsOn: ['Country'], choices: undefined });
    const [, ready] = await prompt([COUNTRY, CITY], { Country: 'PL' });
    expect(ready?.waitsFor).toEqual([]);
    expect(ready?.choices?.map(({ value, label }) => [value, label])).toEqual([
      ['PL-A', 'City A'],
      ['PL-B', 'City B'],
    ]);
  });

  test('a choice that the new list does not hold says so beside its field, and stops what depends on it', async () => {
    const [country, city] = await prompt([COUNTRY, CITY], { Country: 'FR', City: 'PL-A' });
    expect(country).toMatchObject({ values: ['FR'], isGiven: true });
    expect(country?.problem).toContain("'FR' is not allowed");
    expect(city).toMatchObject({ waitsFor: ['Country'], problem: undefined });
  });

  test('defaults are shown as text that can be given back', async () => {
    const defaults = (value: string | null) => ({ kind: 'list' as const, values: [{ value }] });
    const prompts = await prompt([
      parameter('From', { dataType: 'DateTime', defaults: defaults('2026-01-31') }),
      parameter('At', { dataType: 'DateTime', defaults: defaults('2026-01-31T06:30:00') }),
      parameter('Open', { dataType: 'Boolean', defaults: defaults('True') }),
      parameter('Rate', { dataType: 'Float', defaults: defaults('1.50') }),
      parameter('Note', { nullable: true }),
    ]);
    expect(prompts.map(({ values }) => values)).toEqual([
      ['2026-01-31'],
      ['2026-01-31T06:30:00'],
      ['true'],
      ['1.5'],
      [null],
    ]);
  });

  test('what is not of the type says so, and is still shown', async () => {
    const [year] = await prompt([parameter('Year', { dataType: 'Integer' })], { Year: 'soon' });
    expect(year?.problem).toContain("'soon' is not of its type, Integer");
  });

  test('a data source that refuses is told beside the parameter; the others are asked for as ever', async () => {
    const [broken, country] = await prompt([parameter('Shop', { validValues: dataset('Broken') }), COUNTRY]);
    expect(broken?.problem).toBe('The database refused the password.');
    expect(country?.choices).toHaveLength(2);
  });

  test('a failure that is no refusal is no sentence for people', async () => {
    await expect(prompt([parameter('Shop', { validValues: dataset('Bug') })])).rejects.toThrow('a bug');
  });

  test('a prompt that fails leaves the name, and parameters that the report lacks are ignored', async () => {
    const prompts = await prompt([parameter('Year', { prompt: '=fail' })], { Gone: 'x' });
    expect(prompts.map(({ name, prompt: words }) => [name, words])).toEqual([['Year', 'Year']]);
  });
});
