import { describe, expect, it } from 'vitest';
import { caseChecks } from '../../../../lib/rdl/cli/compare/case-checks.ts';
import { countChecks, passes, summaryText } from '../../../../lib/rdl/cli/compare/summary.ts';

const chart = {
  item: 'Chart1',
  kind: 'Chart',
  width: 400,
  height: 300,
  titles: [{ text: 'Sales', box: [10, 10, 380, 20] }],
  legend: ['A'],
  legends: [
    { name: 'Default', enabled: true, box: [300, 40, 60, 23], items: [{ text: 'A', color: '#112233' }] },
  ],
  areas: [
    {
      name: 'Default',
      plotArea: [50, 40, 240, 220],
      axes: {
        X: { min: 0, max: 3, interval: 1, labelTexts: ['x', 'y'] },
        Y: { min: 0, max: 20, interval: 5, labelTexts: ['0'] },
      },
    },
  ],
  series: [
    {
      name: 'A',
      color: '#112233',
      points: [
        { category: 'x', y: [1.5], color: '#112233' },
        { category: 'y', y: [2], color: '#112233', label: '2' },
      ],
    },
  ],
};

type Chart = typeof chart;

function failing(ours: unknown, reference: unknown = chart): readonly string[] {
  return caseChecks(reference, ours)
    .filter(({ differences }) => differences.length > 0)
    .map(({ check }) => check);
}

/** The chart with one thing changed. */
function changed(change: (copy: Chart) => void): Chart {
  const copy = structuredClone(chart);
  change(copy);
  return copy;
}

describe('checks of a chart', () => {
  it('pass for what is the same', () => {
    expect(failing(chart)).toEqual([]);
  });

  it.each<[string, (copy: Chart) => void]>([
    [
      'size',
      (copy) => {
        copy.width = 401;
      },
    ],
    [
      'points',
      (copy) => {
        copy.series[0]?.points[0]?.y.splice(0, 1, 1.6);
      },
    ],
    [
      'points',
      (copy) => {
        copy.series[0]?.points.pop();
      },
    ],
    [
      'points',
      (copy) => {
        copy.series[0] = { ...copy.series[0], name: 'B', color: '', points: copy.series[0]?.points ?? [] };
      },
    ],
    [
      'categories',
      (copy) => {
        Object.assign(copy.series[0]?.points[0] ?? {}, { category: 'z' });
      },
    ],
    [
      'colours',
      (copy) => {
        Object.assign(copy.series[0]?.points[1] ?? {}, { color: '#000000' });
      },
    ],
    [
      'point labels',
      (copy) => {
        Object.assign(copy.series[0]?.points[0] ?? {}, { label: '1.5' });
      },
    ],
    [
      'legend texts',
      (copy) => {
        copy.legend = ['B'];
      },
    ],
    [
      'legend colours',
      (copy) => {
        copy.legends[0]?.items.splice(0, 1, { text: 'A', color: '#000000' });
      },
    ],
    [
      'axis scales',
      (copy) => {
        Object.assign(copy.areas[0]?.axes.Y ?? {}, { max: 25 });
      },
    ],
    [
      'intervals',
      (copy) => {
        Object.assign(copy.areas[0]?.axes.X ?? {}, { interval: 2 });
      },
    ],
    [
      'label texts',
      (copy) => {
        copy.areas[0]?.axes.X.labelTexts.reverse();
      },
    ],
    [
      'title texts',
      (copy) => {
        Object.assign(copy.titles[0] ?? {}, { text: 'Other' });
      },
    ],
    [
      'title box',
      (copy) => {
        copy.titles[0]?.box.splice(1, 1, 17);
      },
    ],
    [
      'plot box',
      (copy) => {
        copy.areas[0]?.plotArea.splice(2, 1, 247);
      },
    ],
    [
      'legend box',
      (copy) => {
        copy.legends[0]?.box.splice(0, 1, 293);
      },
    ],
  ])('%s fails alone when that differs', (check, change) => {
    const failed = failing(changed(change)).filter((name) => name !== check);
    expect(failing(changed(change))).toContain(check);
    // A missing point takes its category, colour and label with it.
    expect(failed.every((name) => ['categories', 'colours', 'point labels'].includes(name))).toBe(true);
  });

  it('let boxes differ by six pixels, edge by edge, and no more', () => {
    const moved = (by: number) => failing(changed((copy) => copy.areas[0]?.plotArea.splice(0, 1, 50 + by)));
    expect(moved(6)).toEqual([]);
    expect(moved(6.1)).toEqual(['plot box']);
    const both = changed((copy) => copy.areas[0]?.plotArea.splice(0, 4, 54, 40, 243, 220));
    expect(failing(both)).toEqual(['plot box']);
  });

  it('fail where ours has nothing at all', () => {
    expect(failing({}).length).toBeGreaterThan(8);
    expect(failing(changed((copy) => copy.areas[0]?.plotArea.splice(0, 4)))).toEqual(['plot box']);
  });
});

describe('checks of other items', () => {
  const gauge = {
    kind: 'GaugePanel',
    radialGauges: [
      {
        Name: 'G',
        Scales: [{ Name: 'S', Minimum: 0, Maximum: 100, intervalMajor: 10 }],
        Pointers: [{ Name: 'P', Type: 'Needle', Value: 56.8 }],
        Ranges: [{ Name: 'R', StartValue: 0, EndValue: 50 }],
      },
    ],
    stateIndicators: [{ Name: 'I', CurrentState: 'Green' }],
    texts: [{ text: 'b' }, { text: 'a' }],
  };

  it('find the parts of gauges by name and compare texts whatever their order', () => {
    expect(failing({ ...gauge, texts: [{ text: 'a' }, { text: 'b' }] }, gauge)).toEqual([]);
    const other = structuredClone(gauge);
    Object.assign(other.radialGauges[0]?.Pointers[0] ?? {}, { Value: 57 });
    Object.assign(other.stateIndicators[0] ?? {}, { CurrentState: 'Red' });
    expect(failing(other, gauge)).toEqual(['pointers', 'indicator states']);
    expect(failing({ kind: 'GaugePanel' }, gauge)).toEqual([
      'scales',
      'intervals',
      'pointers',
      'ranges',
      'indicator states',
      'texts',
    ]);
  });

  it('compare the colours of maps and the boxes of images', () => {
    const map = { kind: 'Map', shapes: [{ ColorInt: '#FFFFFF' }] };
    expect(failing({ kind: 'Map', shapes: [{ ColorInt: '#FFFFFE' }] }, map)).toEqual(['shape colours']);
    const image = { kind: 'Image', imagePixels: [160, 80], pictureBox: [0, 0, 107, 53] };
    expect(failing(image, image)).toEqual([]);
    expect(failing({ ...image, pictureBox: [0, 0, 107, 55] }, image)).toEqual(['picture box']);
  });
});

describe('the summary', () => {
  const results = [
    {
      name: 'good',
      kind: 'Chart',
      refused: undefined,
      drawn: undefined,
      checks: [{ check: 'points', differences: [] }],
    },
    {
      name: 'bad',
      kind: 'Chart',
      refused: undefined,
      drawn: undefined,
      checks: [{ check: 'points', differences: ['one', 'two', 'three'] }],
    },
  ];

  it('counts the share of passed checks and names each failing case with where it differs', () => {
    expect(countChecks(results)).toEqual([{ check: 'points', passed: 1, total: 2 }]);
    expect(results.map(passes)).toEqual([true, false]);
    const text = summaryText(results, { details: 2 });
    expect(text).toContain('points   50.0 %     1 of 2');
    expect(text).toContain('bad: points\n    points: one\n    points: two\n    points: … and 1 more');
    expect(text).toContain('1 of 2 cases are equal');
  });
});
