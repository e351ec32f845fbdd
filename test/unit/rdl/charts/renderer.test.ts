import { describe, expect, it } from 'vitest';
import { chartRenderer } from '../../../../lib/rdl/charts/renderer.ts';
import { readReport } from '../../../../lib/rdl/model/read-report.ts';
import { at, BY_PART, drawChart, each, ROWS, reportWithChart } from './chart-fixture.ts';

const PARTS = [
  { Key: 'East', Part: 'A', Value: 30 },
  { Key: 'East', Part: 'B', Value: 20 },
  { Key: 'West', Part: 'A', Value: 10 },
];

describe('what a chart shows', () => {
  it('has a point a category, in the order of the groups, with a scale from zero', async () => {
    const { data } = await drawChart({});
    const points = at(data, 'series', 0, 'points');
    expect(each(points, 'category')).toEqual(['East', 'North', 'West']);
    expect(each(points, 'y')).toEqual([[30], [12], [47]]);
    expect(at(data, 'areas', 0, 'axes', 'Y')).toMatchObject({ min: 0, max: 50, interval: 10 });
    expect(at(data, 'areas', 0, 'axes', 'X')).toMatchObject({
      min: 0,
      max: 4,
      labelTexts: ['East', 'North', 'West'],
    });
  });

  it('knows the variables of its groups, and makes no other groups of an expression written twice', async () => {
    const expression = '<GroupExpression>=Fields!Key.Value</GroupExpression>';
    const group = `<Group Name="Keys"><GroupExpressions>${expression}${expression}</GroupExpressions><Variables><Variable Name="Sign"><Value>=Left(Fields!Key.Value, 1)</Value></Variable></Variables></Group>`;
    const { data } = await drawChart({
      categoryMember: `<ChartMember>${group}<Label>=Variables!Sign.Value &amp; "!"</Label></ChartMember>`,
    });
    expect(at(data, 'areas', 0, 'axes', 'X', 'labelTexts')).toEqual(['E!', 'N!', 'W!']);
  });

  it('names series by their group and leaves missing combinations empty', async () => {
    const { data } = await drawChart({ seriesMember: BY_PART, subtype: 'Stacked' }, PARTS);
    expect(each(at(data, 'series'), 'name')).toEqual(['A', 'B']);
    expect(at(data, 'series', 1, 'points', 1)).toMatchObject({ empty: true, y: [0] });
    // Stacked columns are listed from the top of the stack.
    expect(at(data, 'legend')).toEqual(['B', 'A']);
    expect(at(data, 'areas', 0, 'axes', 'Y', 'max')).toBe(60);
  });

  it('gives each slice of a pie its own colour and legend item, and draws no axes', async () => {
    const { data } = await drawChart({ type: 'Shape', subtype: 'Pie' });
    expect(at(data, 'legend')).toEqual(['East', 'North', 'West']);
    expect(new Set(each(at(data, 'series', 0, 'points'), 'color')).size).toBe(3);
    expect(at(data, 'areas', 0, 'axes')).toEqual({});
  });

  it('writes labels with keywords and formats in the language of the report', async () => {
    const point =
      '<ChartDataLabel><Visible>true</Visible><Label>#AXISLABEL: #VALY{N1} of #TOTAL (#PERCENT{P0})</Label></ChartDataLabel>';
    const { data, svg } = await drawChart({ point });
    expect(each(at(data, 'series', 0, 'points'), 'label')).toEqual([
      'East: 30.0 of 89 (34%)',
      'North: 12.0 of 89 (13%)',
      'West: 47.0 of 89 (53%)',
    ]);
    expect(svg).toContain('West: 47.0 of 89 (53%)');
  });

  it('collects small slices into one that points at a pie of their own', async () => {
    const rows = [...ROWS, { Key: 'X', Part: 'A', Value: 2 }, { Key: 'Y', Part: 'A', Value: 1 }];
    const series =
      '<CustomProperties><CustomProperty><Name>CollectedStyle</Name><Value>CollectedPie</Value></CustomProperty><CustomProperty><Name>CollectedThreshold</Name><Value>5</Value></CustomProperty></CustomProperties>';
    const { data } = await drawChart({ type: 'Shape', subtype: 'Pie', series }, rows);
    expect(each(at(data, 'series', 0, 'points'), 'category')).toEqual(['East', 'North', 'West', 'Other']);
    expect(each(at(data, 'series', 1, 'points'), 'category')).toEqual(['X', 'Y']);
    expect(each(at(data, 'areas'), 'name')).toEqual(['Area', 'Area_Supplemental']);
    expect(at(data, 'legend')).toEqual(['East', 'North', 'West', 'Other']);
  });

  it('shows the message alone where there are no rows', async () => {
    const chart = '<ChartNoDataMessage Name="Message"><Caption>Nothing sold</Caption></ChartNoDataMessage>';
    const { data, svg } = await drawChart({ chart }, []);
    expect(each(at(data, 'titles'), 'text')).toContain('Nothing sold');
    expect(svg).toContain('Nothing sold');
    expect(at(data, 'series')).toEqual([]);
  });

  it('takes the colours of its palette one after the other and those that the points compute', async () => {
    const palette =
      '<Palette>Custom</Palette><ChartCustomPaletteColors><ChartCustomPaletteColor>Red</ChartCustomPaletteColor><ChartCustomPaletteColor>#00FF00</ChartCustomPaletteColor></ChartCustomPaletteColors>';
    const pie = await drawChart({ type: 'Shape', subtype: 'Pie', chart: palette });
    expect(each(at(pie.data, 'series', 0, 'points'), 'color')).toEqual(['#FF0000', '#00FF00', '#FF0000']);
    const point =
      '<Style><Color>=IIf(Sum(Fields!Value.Value) &gt; 20, "Green", "NoSuchColour")</Color></Style>';
    const columns = await drawChart({ point, chart: palette });
    expect(each(at(columns.data, 'series', 0, 'points'), 'color')).toEqual(['#008000', '#008000', '#008000']);
  });
});

describe('labels and sizes of their own', () => {
  it('has labels at their own interval, gridlines and ticks at that of the axis', async () => {
    const axis = (spacing: string) =>
      `<ChartAxis Name="Primary"><Interval>10</Interval>${spacing}</ChartAxis>`;
    const area = (spacing: string) =>
      `<ChartArea Name="Area"><ChartValueAxes>${axis(spacing)}</ChartValueAxes></ChartArea>`;
    const labels = async (spacing: string) => {
      const { data } = await drawChart({ area: area(spacing) });
      return at(data, 'areas', 0, 'axes', 'Y');
    };
    expect(await labels('')).toMatchObject({ interval: 10, labelTexts: ['0', '10', '20', '30', '40', '50'] });
    expect(await labels('<LabelInterval>20</LabelInterval>')).toMatchObject({
      interval: 10,
      labelTexts: ['0', '20', '40'],
    });
    expect(await labels('<LabelInterval>NaN</LabelInterval>')).toMatchObject({ labelTexts: { length: 6 } });
  });

  it('is as high as its data makes it, and as wide as written where the expression gives no length', async () => {
    const chart =
      '<DynamicHeight>=Count(Fields!Key.Value) &amp; "in"</DynamicHeight><DynamicWidth>="much"</DynamicWidth>';
    expect(await drawChart({ chart })).toMatchObject({ width: 480, height: 288 });
    expect(await drawChart({ chart: '<DynamicHeight>2in</DynamicHeight>' })).toMatchObject({ height: 192 });
  });

  it('takes a subtype that its type does not have for the plain one', async () => {
    const { data } = await drawChart({ type: 'Column', subtype: 'Smooth' });
    expect(at(data, 'series', 0, 'type')).toBe('Column');
  });

  it('fits labels between 1 and 200 pt, whatever sizes are written', async () => {
    const axis =
      '<ChartAxis Name="Primary"><MinFontSize>1e9</MinFontSize><MaxFontSize>62</MaxFontSize></ChartAxis>';
    const area = `<ChartArea Name="Area"><ChartCategoryAxes>${axis}</ChartCategoryAxes></ChartArea>`;
    const { data } = await drawChart({ area });
    expect(at(data, 'areas', 0, 'axes', 'X', 'labelTexts')).toHaveLength(3);
  });

  it('says that columns of a legend are not drawn', async () => {
    const columns = '<ChartLegendColumns><ChartLegendColumn Name="A"/></ChartLegendColumns>';
    const { warnings } = await drawChart({ legend: `<ChartLegend Name="L">${columns}</ChartLegend>` });
    expect(warnings).toEqual([expect.stringContaining('Columns of a legend')]);
  });
});

describe('the picture', () => {
  const KINDS = [
    ['Column', 'Plain'],
    ['Column', 'PercentStacked'],
    ['Bar', 'Stacked'],
    ['Line', 'Smooth'],
    ['Line', 'Stepped'],
    ['Area', 'Stacked'],
    ['Area', 'Smooth'],
    ['Shape', 'Doughnut'],
    ['Shape', 'ExplodedPie'],
    ['Shape', 'Funnel'],
    ['Shape', 'Pyramid'],
    ['Shape', 'TreeMap'],
    ['Shape', 'Sunburst'],
    ['Scatter', 'Plain'],
    ['Polar', 'Plain'],
    ['Polar', 'Radar'],
  ] as const;

  it.each(KINDS)('of a %s %s chart holds numbers only, flat and in space', async (type, subtype) => {
    const area =
      '<ChartArea Name="Area"><ChartThreeDProperties><Enabled>true</Enabled></ChartThreeDProperties></ChartArea>';
    for (const parts of [
      { type, subtype },
      { type, subtype, area },
    ]) {
      const { svg, width, height } = await drawChart({ ...parts, seriesMember: BY_PART }, PARTS);
      expect([width, height]).toEqual([480, 288]);
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      expect(svg.match(/<(?:path|rect|polygon|circle|ellipse|line|polyline) /g)?.length).toBeGreaterThan(3);
    }
  });

  it('is the same for the same input', async () => {
    const [first, second] = await Promise.all([drawChart({ type: 'Line' }), drawChart({ type: 'Line' })]);
    expect(first.svg).toBe(second.svg);
    expect(first.data).toEqual(second.data);
  });

  it('says when an area in space is not drawn as the engine sees it', async () => {
    const area =
      '<ChartArea Name="Area"><ChartThreeDProperties><Enabled>true</Enabled></ChartThreeDProperties></ChartArea>';
    const { warnings } = await drawChart({ area });
    expect(warnings.join(' ')).toMatch(/depth/);
    expect((await drawChart({})).warnings).toEqual([]);
  });
});

describe('what is not drawn', () => {
  const reason = (parts: Parameters<typeof reportWithChart>[0]) => {
    const report = readReport(reportWithChart(parts));
    const item = report.items.find((one) => one.kind === 'chart');
    return item === undefined ? 'no chart' : chartRenderer.notDrawable(item, report);
  };

  it('is a kind of chart that the engine does not have', () => {
    expect(reason({})).toBeUndefined();
    expect(reason({ type: 'Gantt' })).toMatch(/Gantt/);
  });

  it('is a chart without series', () => {
    const report = readReport(
      reportWithChart({}).replace(/<ChartSeriesCollection>.*<\/ChartSeriesCollection>/, ''),
    );
    const [item] = report.items;
    expect(item && chartRenderer.notDrawable(item, report)).toMatch(/no series/);
  });

  it('is a chart of more points than a picture can show', async () => {
    const rows = Array.from({ length: 300 }, (_, index) => ({
      Key: `K${index}`,
      Part: `P${index}`,
      Value: 1,
    }));
    await expect(drawChart({ seriesMember: BY_PART, legend: '' }, rows)).rejects.toMatchObject({
      code: 'BUDGET_EXCEEDED',
      element: 'Chart',
    });
  });
});
