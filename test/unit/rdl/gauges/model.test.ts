import { describe, expect, it } from 'vitest';
import { stateOf } from '../../../../lib/rdl/gauges/model/build-state-indicator.ts';
import { applyFormula, type Formula } from '../../../../lib/rdl/gauges/model/formulas.ts';
import type { StateModel } from '../../../../lib/rdl/gauges/model/gauge-model.ts';
import { at, each } from '../charts/chart-fixture.ts';
import { drawPanel, limits, needle, radialPanel } from './gauge-fixture.ts';

const state = (name: string, start: number, end: number): StateModel => ({
  name,
  start,
  end,
  style: 'Circle',
  color: undefined,
  scaleFactor: 1,
});

describe('the state of an indicator', () => {
  const thirds = [state('low', 0, 33), state('middle', 33, 66), state('high', 66, 100)];

  it('holds its start and not its end, but for the last one', () => {
    const bounds = { minimum: 0, maximum: 200 };
    const names = [0, 65.9, 66, 131.9, 132, 200].map((value) => stateOf(value, thirds, bounds)?.name);
    expect(names).toEqual(['low', 'low', 'middle', 'middle', 'high', 'high']);
  });

  it('is none outside all of them, without a value, and without a way from minimum to maximum', () => {
    expect(stateOf(300, thirds, { minimum: 0, maximum: 200 })).toBeUndefined();
    expect(stateOf(undefined, thirds, undefined)).toBeUndefined();
    expect(stateOf(5, thirds, { minimum: 5, maximum: 5 })).toBeUndefined();
  });

  it('counts values as they are where they are no percentages, with open ends', () => {
    const numeric = [
      state('down', Number.NEGATIVE_INFINITY, -1),
      state('same', 0, 0),
      state('up', 1, Number.POSITIVE_INFINITY),
    ];
    expect([-7, 0, 1, 1e9].map((value) => stateOf(value, numeric, undefined)?.name)).toEqual([
      'down',
      'same',
      'up',
      'up',
    ]);
  });
});

describe('a formula of an input value', () => {
  it.each<[Formula, number]>([
    ['None', 20],
    ['Average', 70 / 3],
    ['Max', 40],
    ['Min', 10],
    ['Median', 20],
    ['OpenClose', 10],
    ['RateOfChange', -20],
    ['Integral', 70],
    ['Variance', 1400 / 9],
  ])('%s of 10, 40, 20 is %d', (formula, expected) => {
    const options = { formula, minPercent: 0, maxPercent: 100 };
    expect(applyFormula([10, 40, 20], options)).toBeCloseTo(expected, 9);
    expect(applyFormula([], options)).toBeUndefined();
  });

  it('sees one value of each instance of the group of the panel', async () => {
    const member =
      '<GaugeMember><Group Name="Quarters"><GroupExpressions><GroupExpression>=Fields!Quarter.Value</GroupExpression></GroupExpressions></Group></GaugeMember>';
    const valueWith = async (input: string) => {
      const panel = radialPanel(limits(0, 100) + needle('=Sum(Fields!Value.Value)', input)) + member;
      return at((await drawPanel(panel)).data, 'radialGauges', 0, 'Pointers', 0, 'Value');
    };
    expect(await valueWith('')).toBe(20);
    expect(await valueWith('<Formula>Max</Formula>')).toBe(40);
    expect(await valueWith('<Formula>Average</Formula><Multiplier>3</Multiplier>')).toBeCloseTo(70, 6);
  });
});

describe('a scale', () => {
  it('labels its maximum too where that is no multiple of the interval', async () => {
    const labels = '<ScaleLabels><ShowEndLabels>true</ShowEndLabels></ScaleLabels>';
    const { data } = await drawPanel(radialPanel(`${limits(0, 95)}<Interval>20</Interval>${labels}`));
    expect(each(at(data, 'texts'), 'text')).toEqual(['0', '20', '40', '60', '80', '95']);
  });

  it('leaves its ends without labels where it is told so', async () => {
    const labels = '<ScaleLabels><ShowEndLabels>false</ShowEndLabels></ScaleLabels>';
    const { data } = await drawPanel(radialPanel(`${limits(0, 100)}<Interval>25</Interval>${labels}`));
    expect(each(at(data, 'texts'), 'text')).toEqual(['25', '50', '75']);
  });

  it('multiplies and formats the values of its labels', async () => {
    const labels =
      '<ScaleLabels><Style><Format>0.0</Format></Style><ShowEndLabels>true</ShowEndLabels></ScaleLabels>';
    const scale = `${limits(0, 10)}<Interval>5</Interval><Multiplier>0.1</Multiplier>${labels}`;
    const { data } = await drawPanel(radialPanel(scale));
    expect(each(at(data, 'texts'), 'text')).toEqual(['0.0', '0.5', '1.0']);
  });

  it('has its ends from the data', async () => {
    const scale = limits('=Min(Fields!Value.Value)', '=Max(Fields!Value.Value)');
    const { data } = await drawPanel(radialPanel(scale));
    expect(at(data, 'radialGauges', 0, 'Scales', 0)).toMatchObject({ Minimum: 10, Maximum: 40 });
  });

  it('snaps a pointer to the nearest multiple', async () => {
    const pointer = needle('=Max(Fields!Value.Value)').replace(
      '<Width>',
      '<SnappingEnabled>true</SnappingEnabled><SnappingInterval>15</SnappingInterval><Width>',
    );
    const { data } = await drawPanel(radialPanel(limits(0, 100) + pointer));
    expect(at(data, 'radialGauges', 0, 'Pointers', 0, 'Value')).toBe(45);
  });

  it('says when a pointer has no value', async () => {
    const { data, warnings } = await drawPanel(radialPanel(limits(0, 100) + needle('=Fields!Missing.Value')));
    expect(at(data, 'radialGauges', 0, 'Pointers', 0, 'Value')).toBe('NaN');
    expect(warnings.join()).toContain('GaugeInputValue');
  });
});
