import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { all, child, type RdlElement, textAt } from '../../../../lib/rdl/reader/element.ts';
import { parseXml } from '../../../../lib/rdl/reader/parse-xml.ts';
import { upgradeDefinition } from '../../../../lib/rdl/reader/upgrade.ts';

function upgraded(inside: string): RdlElement {
  const { root } = parseXml(
    `<Report><Body><ReportItems><Chart Name="C">${inside}<ChartData><ChartSeries><DataPoints><DataPoint><DataValues><DataValue><Value>=1</Value></DataValue></DataValues><DataLabel/><Marker/></DataPoint></DataPoints></ChartSeries></ChartData></Chart></ReportItems></Body></Report>`,
  );
  const [chart] = all(
    upgradeDefinition(root),
    'ReportSections',
    'ReportSection',
    'Body',
    'ReportItems',
    'Chart',
  );
  if (!chart) throw new Error('The chart is gone.');
  return chart;
}

const firstSeries = (chart: RdlElement) => all(chart, 'ChartData', 'ChartSeriesCollection', 'ChartSeries')[0];
const firstPoint = (chart: RdlElement) => all(firstSeries(chart), 'ChartDataPoints', 'ChartDataPoint')[0];
const area = (chart: RdlElement) => all(chart, 'ChartAreas', 'ChartArea')[0];
const axis = (chart: RdlElement, of: 'Category' | 'Value') =>
  all(area(chart), `Chart${of}Axes`, 'ChartAxis')[0];

function property(element: RdlElement | undefined, name: string): string | undefined {
  const entry = all(element, 'CustomProperties', 'CustomProperty').find((c) => textAt(c, 'Name') === name);
  return textAt(entry, 'Value');
}

describe('charts of 2003 and 2005', () => {
  it('become series types of today', () => {
    const type = (old: string, subtype: string) => {
      const series = firstSeries(upgraded(`<Type>${old}</Type><Subtype>${subtype}</Subtype>`));
      return [textAt(series, 'Type'), textAt(series, 'Subtype')];
    };
    expect(type('Column', 'PercentStacked')).toEqual(['Column', 'PercentStacked']);
    expect(type('Pie', 'Plain')).toEqual(['Shape', 'Pie']);
    expect(type('Doughnut', 'Exploded')).toEqual(['Shape', 'ExplodedDoughnut']);
    expect(type('Scatter', 'SmoothLine')).toEqual(['Line', 'Smooth']);
    expect(type('Scatter', 'Line')).toEqual(['Line', 'Plain']);
    expect(type('Bubble', 'Plain')).toEqual(['Scatter', 'Bubble']);
    expect(type('Stock', 'HighLowClose')).toEqual(['Range', 'Stock']);
    expect(type('Stock', 'Candlestick')).toEqual(['Range', 'Candlestick']);
  });

  it('name their values by place', () => {
    const names = (old: string, subtype: string) => {
      const values = '<DataValue><Value>=1</Value></DataValue>'.repeat(4);
      const chart = parseXml(
        `<Report><Body><Chart Name="C"><Type>${old}</Type><Subtype>${subtype}</Subtype><ChartData><ChartSeries><DataPoints><DataPoint><DataValues>${values}</DataValues></DataPoint></DataPoints></ChartSeries></ChartData></Chart></Body></Report>`,
      ).root;
      const [found] = all(upgradeDefinition(chart), 'ReportSections', 'ReportSection', 'Body', 'Chart');
      return found
        ? child(firstPoint(found), 'ChartDataPointValues')?.children.map(({ name }) => name)
        : undefined;
    };
    expect(names('Stock', 'Candlestick')).toEqual(['High', 'Low', 'Start', 'End']);
    expect(names('Stock', 'HighLowClose')?.slice(0, 3)).toEqual(['High', 'Low', 'End']);
    expect(names('Bubble', 'Plain')?.slice(0, 3)).toEqual(['X', 'Y', 'Size']);
    expect(names('Scatter', 'Line')?.slice(0, 2)).toEqual(['X', 'Y']);
  });

  it('nest their groupings as members, the static ones in each dynamic one', () => {
    const chart = upgraded(
      '<SeriesGroupings><SeriesGrouping><DynamicSeries><Grouping Name="G"><GroupExpressions><GroupExpression>=Fields!A.Value</GroupExpression></GroupExpressions></Grouping><Sorting><SortBy><SortExpression>=Fields!B.Value</SortExpression><Direction>Descending</Direction></SortBy></Sorting><Label>=Fields!A.Value</Label></DynamicSeries></SeriesGrouping><SeriesGrouping><StaticSeries><StaticMember><Label>Sales</Label></StaticMember><StaticMember><Label>Cost</Label></StaticMember></StaticSeries></SeriesGrouping></SeriesGroupings>',
    );
    const [member] = all(chart, 'ChartSeriesHierarchy', 'ChartMembers', 'ChartMember');
    expect(child(member, 'Group')?.attributes.Name).toBe('G');
    expect(textAt(member, 'Group', 'GroupExpressions', 'GroupExpression')).toBe('=Fields!A.Value');
    expect(textAt(member, 'SortExpressions', 'SortExpression', 'Value')).toBe('=Fields!B.Value');
    expect(textAt(member, 'SortExpressions', 'SortExpression', 'Direction')).toBe('Descending');
    expect(all(member, 'ChartMembers', 'ChartMember').map((m) => textAt(m, 'Label'))).toEqual([
      'Sales',
      'Cost',
    ]);
    expect(all(chart, 'ChartCategoryHierarchy', 'ChartMembers', 'ChartMember')).toHaveLength(1);
  });

  it('have one static level: more, which the grammar does not allow, would multiply', () => {
    const level = `<SeriesGrouping><StaticSeries>${'<StaticMember><Label>a</Label></StaticMember>'.repeat(50)}</StaticSeries></SeriesGrouping>`;
    const chart = upgraded(`<SeriesGroupings>${level.repeat(12)}</SeriesGroupings>`);
    const members = all(chart, 'ChartSeriesHierarchy', 'ChartMembers', 'ChartMember');
    expect(members).toHaveLength(50);
    expect(child(members[0], 'ChartMembers')).toBeUndefined();
  });

  it('write out what the old engine took for granted', () => {
    const chart = upgraded(
      '<Type>Column</Type><Legend><Visible>true</Visible></Legend><CategoryAxis><Axis><Visible>true</Visible><MajorGridLines><Style><BorderStyle><Default>Solid</Default></BorderStyle></Style></MajorGridLines><MajorTickMarks>Outside</MajorTickMarks><Margin>true</Margin><Min>3</Min></Axis></CategoryAxis><ValueAxis><Axis><MajorGridLines><ShowGridLines>true</ShowGridLines></MajorGridLines><Min>0</Min></Axis></ValueAxis>',
    );
    expect(property(firstSeries(chart), 'PointWidth')).toBe('0.6');
    const category = axis(chart, 'Category');
    const value = axis(chart, 'Value');
    expect(textAt(category, 'Interval')).toBe('1');
    expect(textAt(category, 'HideLabels')).toBe('False');
    expect(textAt(category, 'IncludeZero')).toBe('False');
    expect(textAt(category, 'PreventFontShrink')).toBe('True');
    expect(textAt(category, 'ChartMajorGridLines', 'Enabled')).toBe('False');
    expect(textAt(category, 'ChartMajorGridLines', 'Style', 'Border', 'Width')).toBe('0.75pt');
    expect(textAt(category, 'ChartMajorTickMarks', 'Type')).toBe('Outside');
    // A range counts only on scaled categories.
    expect(textAt(category, 'Minimum')).toBeUndefined();
    expect(textAt(value, 'Minimum')).toBe('0');
    expect(textAt(value, 'HideLabels')).toBe('True');
    expect(textAt(value, 'Interval')).toBeUndefined();
    expect(textAt(value, 'ChartMajorGridLines', 'Enabled')).toBe('True');
    expect(textAt(value, 'ChartMajorGridLines', 'Style', 'Border', 'Style')).toBe('None');
    expect(textAt(value, 'ChartMajorTickMarks', 'Enabled')).toBe('False');
    expect(textAt(chart, 'ChartLegends', 'ChartLegend', 'Layout')).toBe('Column');
    expect(textAt(chart, 'ChartLegends', 'ChartLegend', 'Hidden')).toBe('False');
  });

  it('leave the label interval of bars automatic and take a written one', () => {
    const interval = (type: string, written: string) =>
      textAt(
        axis(
          upgraded(`<Type>${type}</Type><CategoryAxis><Axis>${written}</Axis></CategoryAxis>`),
          'Category',
        ),
        'Interval',
      );
    expect(interval('Bar', '')).toBeUndefined();
    expect(interval('Line', '<MajorInterval>4</MajorInterval><MinorInterval>2</MinorInterval>')).toBe('2');
    expect(interval('Line', '<Scalar>true</Scalar>')).toBeUndefined();
  });

  it('draw lines of 2.25 points in the colour of the border, and areas in that of the background', () => {
    const style =
      '<Style><BorderColor><Default>Red</Default></BorderColor><BackgroundColor>Blue</BackgroundColor></Style>';
    const withStyle = (type: string) =>
      parseXml(
        `<Report><Body><Chart Name="C"><Type>${type}</Type><ChartData><ChartSeries><DataPoints><DataPoint><DataValues/>${style}</DataPoint></DataPoints></ChartSeries></ChartData></Chart></Body></Report>`,
      ).root;
    const point = (type: string) => {
      const [chart] = all(
        upgradeDefinition(withStyle(type)),
        'ReportSections',
        'ReportSection',
        'Body',
        'Chart',
      );
      return child(chart && firstPoint(chart), 'Style');
    };
    expect(textAt(point('Line'), 'Color')).toBe('Red');
    expect(textAt(point('Line'), 'Border', 'Width')).toBe('2.25pt');
    expect(textAt(point('Line'), 'Border', 'Color')).toBeUndefined();
    expect(textAt(point('Column'), 'Color')).toBe('Blue');
    expect(textAt(point('Column'), 'Border', 'Color')).toBe('Red');
    expect(textAt(point('Pie'), 'Border', 'Color')).toBe('Red');
    expect(textAt(child(firstPoint(upgraded('<Type>Pie</Type>')), 'Style'), 'Border', 'Color')).toBe('Black');
  });

  it('keep labels where they were put', () => {
    const labelled = (type: string, label: string) => {
      const { root } = parseXml(
        `<Report><Body><Chart Name="C"><Type>${type}</Type><ChartData><ChartSeries><DataPoints><DataPoint><DataLabel>${label}</DataLabel></DataPoint></DataPoints></ChartSeries></ChartData></Chart></Body></Report>`,
      );
      const [chart] = all(upgradeDefinition(root), 'ReportSections', 'ReportSection', 'Body', 'Chart');
      return chart;
    };
    const column = labelled('Column', '<Visible>true</Visible><Position>Top</Position>');
    expect(textAt(column && firstSeries(column), 'ChartSmartLabel', 'Disabled')).toBe('True');
    expect(textAt(column && firstPoint(column), 'ChartDataLabel', 'UseValueAsLabel')).toBe('True');
    expect(textAt(column && firstPoint(column), 'ChartDataLabel', 'Position')).toBe('Top');
    const pie = labelled('Pie', '<Visible>true</Visible><Value>=1</Value><Position>Top</Position>');
    expect(property(pie && firstPoint(pie), 'PieLabelStyle')).toBe('Outside');
    expect(textAt(pie && firstPoint(pie), 'ChartDataLabel', 'Label')).toBe('=1');
    expect(textAt(pie && firstPoint(pie), 'ChartDataLabel', 'UseValueAsLabel')).toBe('False');
  });

  it('swap rotation and inclination, and the message for no rows gets its place', () => {
    const chart = upgraded(
      '<NoRows>nothing</NoRows><ThreeDProperties><Enabled>true</Enabled><Rotation>10</Rotation><Inclination>20</Inclination><WallThickness>50</WallThickness></ThreeDProperties>',
    );
    const threeD = child(area(chart), 'ChartThreeDProperties');
    expect([
      textAt(threeD, 'Rotation'),
      textAt(threeD, 'Inclination'),
      textAt(threeD, 'WallThickness'),
    ]).toEqual(['20', '10', '15']);
    expect(textAt(chart, 'ChartNoDataMessage', 'Caption')).toBe('nothing');
  });
});

// The gallery stands beside the repository; without it these are skipped.
const gallery = new URL('../../../../../shared/gallery/', import.meta.url).pathname;

describe.skipIf(!existsSync(gallery))('charts of 2005 in the gallery', () => {
  const TYPES: Readonly<Record<string, string>> = {
    'Column Plain': 'Column',
    'Column Stacked': 'StackedColumn',
    'Bar PercentStacked': '100%StackedBar',
    'Shape Pie': 'Pie',
    'Line Plain': 'Line',
    'Range Candlestick': 'Candlestick',
  };

  it('have the series types, point widths and titles that the engine drew', () => {
    const files = readdirSync(gallery).filter((file) => file.startsWith('rdl2005-') && file.endsWith('.rdl'));
    expect(files.length).toBeGreaterThan(4);
    for (const file of files) {
      const root = upgradeDefinition(
        parseXml(readFileSync(gallery + file, 'utf8').replace(/^\ufeff/, '')).root,
      );
      const [chart] = all(root, 'ReportSections', 'ReportSection', 'Body', 'ReportItems', 'Chart');
      const drawn = JSON.parse(readFileSync(gallery + file.replace('.rdl', '.data.json'), 'utf8'));
      const series = chart && firstSeries(chart);
      const type = TYPES[`${textAt(series, 'Type')} ${textAt(series, 'Subtype')}`];
      if (type !== undefined) expect(drawn.series[0].type, file).toBe(type);
      const width = /PointWidth=([\d.]+)/.exec(drawn.series[0].attributes ?? '')?.[1];
      expect(property(series, 'PointWidth'), file).toBe(width);
      expect(textAt(chart, 'ChartTitles', 'ChartTitle', 'Caption'), file).toBe(drawn.titles[0].text);
    }
  });
});
