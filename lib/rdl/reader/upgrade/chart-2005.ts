import { all, child, type RdlElement, textAt } from '../element.ts';
import { isTrue, made, renamed, withChildren } from './build.ts';
import { upgradeAxis } from './chart-axis-2005.ts';
import { upgradeHierarchy } from './chart-members-2005.ts';
import { customProperties, hasPlacedLabel, type OldChart, upgradePoint } from './chart-points-2005.ts';
import { withoutDefaultBorder, withPixelBorder } from './chart-style-2005.ts';

const OLD_PROPERTIES = [
  'Type',
  'Subtype',
  'Style',
  'SeriesGroupings',
  'CategoryGroupings',
  'ChartData',
  'Legend',
  'CategoryAxis',
  'ValueAxis',
  'Title',
  'PointWidth',
  'ThreeDProperties',
  'PlotArea',
  'NoRows',
  'Label',
  'Action',
];

/** Whether a chart is written in the grammar of 2003 and 2005. */
export function isOldChart(chart: RdlElement): boolean {
  return (
    child(chart, 'CategoryGroupings') !== undefined ||
    child(chart, 'SeriesGroupings') !== undefined ||
    all(chart, 'ChartData', 'ChartSeries').length > 0
  );
}

/**
 * Brings a chart of 2003/2005 to the shape of 2008 and later: one area, one legend, at most one title. The values
 * that the old engine took for granted are written out, so that the picture stays what it was.
 */
export function upgradeChart(chart: RdlElement): RdlElement {
  const { line } = chart;
  const old: OldChart = {
    type: textAt(chart, 'Type') || 'Column',
    subtype: textAt(chart, 'Subtype') || 'Plain',
    grayScale: textAt(chart, 'Palette') === 'GrayScale',
  };
  const series = all(chart, 'ChartData', 'ChartSeries');
  const points = all(series[0], 'DataPoints', 'DataPoint').length;
  const style = child(chart, 'Style');
  return withChildren(chart, [
    ...chart.children.filter(({ name }) => !OLD_PROPERTIES.includes(name)),
    style &&
      withChildren(
        style,
        style.children.filter(({ name }) => name !== 'BackgroundImage'),
      ),
    renamed(child(chart, 'Label'), 'DocumentMapLabel'),
    made('ChartCategoryHierarchy', line, [
      upgradeHierarchy(all(chart, 'CategoryGroupings', 'CategoryGrouping'), points, line),
    ]),
    made('ChartSeriesHierarchy', line, [
      upgradeHierarchy(all(chart, 'SeriesGroupings', 'SeriesGrouping'), 1, line),
    ]),
    made('ChartData', child(chart, 'ChartData')?.line ?? line, [
      made(
        'ChartSeriesCollection',
        line,
        series.map((s, index) => upgradeSeries(s, index, chart, old)),
      ),
    ]),
    made('ChartAreas', line, [upgradeArea(chart, old)]),
    upgradeTitle(child(chart, 'Title')),
    upgradeLegend(child(chart, 'Legend'), line),
    noDataMessage(child(chart, 'NoRows')),
    old.grayScale ? made('PaletteHatchBehavior', line, 'Always') : undefined,
  ]);
}

function upgradeSeries(series: RdlElement, index: number, chart: RdlElement, old: OldChart): RdlElement {
  const { line } = series;
  const [type, subtype] = seriesType(old, textAt(series, 'PlotType'));
  const points = all(series, 'DataPoints', 'DataPoint');
  const properties = seriesProperties(chart, old);
  return made(
    'ChartSeries',
    line,
    [
      made(
        'ChartDataPoints',
        line,
        points.map((point) => upgradePoint(point, old, type === 'Line')),
      ),
      made('Type', line, type),
      made('Subtype', line, subtype),
      made('CategoryAxisName', line, 'Primary'),
      made('ValueAxisName', line, 'Primary'),
      points.some(hasPlacedLabel)
        ? made('ChartSmartLabel', line, [made('Disabled', line, 'True')])
        : undefined,
      Object.keys(properties).length > 0 ? customProperties(line, properties) : undefined,
    ],
    { Name: `Series${index + 1}` },
  );
}

function seriesType(old: OldChart, plotType: string | undefined): readonly [type: string, subtype: string] {
  if (plotType === 'Line' && old.type !== 'Line') return ['Line', 'Plain'];
  const exploded = old.subtype === 'Exploded' ? 'Exploded' : '';
  switch (old.type) {
    case 'Pie':
    case 'Doughnut':
      return ['Shape', `${exploded}${old.type}`];
    case 'Bubble':
      return ['Scatter', 'Bubble'];
    case 'Stock':
      return ['Range', old.subtype === 'Candlestick' ? 'Candlestick' : 'Stock'];
    case 'Scatter':
      if (old.subtype === 'Line') return ['Line', 'Plain'];
      return old.subtype === 'SmoothLine' ? ['Line', 'Smooth'] : ['Scatter', 'Plain'];
    default:
      return [old.type, old.subtype];
  }
}

/** Columns and bars took three fifths of their slot where nothing was said; `PointWidth` is percent of it. */
function seriesProperties(chart: RdlElement, old: OldChart): Readonly<Record<string, string>> {
  const hasWidth = old.type === 'Column' || old.type === 'Bar';
  const written = Number(textAt(chart, 'PointWidth') || '0');
  const width = written > 0 ? Math.min(written / 100, 2) : hasWidth ? 0.6 : undefined;
  const threeD = child(chart, 'ThreeDProperties');
  const cylinder = hasWidth && isTrue(threeD, 'Enabled') && textAt(threeD, 'DrawingStyle') === 'Cylinder';
  return {
    ...(width === undefined || width === 0.8 ? {} : { PointWidth: String(width) }),
    ...(cylinder ? { DrawingStyle: 'Cylinder' } : {}),
  };
}

function upgradeArea(chart: RdlElement, old: OldChart): RdlElement {
  const plotArea = child(chart, 'PlotArea');
  const image = child(child(chart, 'Style'), 'BackgroundImage');
  const style = withPixelBorder(child(plotArea, 'Style'));
  const axis = (name: string, category: boolean) =>
    upgradeAxis(child(child(chart, name), 'Axis'), { category, chartType: old.type });
  return made(
    'ChartArea',
    plotArea?.line ?? chart.line,
    [
      made('ChartCategoryAxes', chart.line, [axis('CategoryAxis', true)]),
      made('ChartValueAxes', chart.line, [axis('ValueAxis', false)]),
      image
        ? withChildren(style ?? made('Style', image.line, []), [...(style?.children ?? []), image])
        : style,
      upgradeThreeD(child(chart, 'ThreeDProperties')),
    ],
    { Name: 'Default' },
  );
}

/** Rotation and inclination changed places, and `Clustered` its sense. */
function upgradeThreeD(threeD: RdlElement | undefined): RdlElement | undefined {
  if (!threeD) return undefined;
  const { line } = threeD;
  const thickness = Math.trunc(Number(textAt(threeD, 'WallThickness') || '0') * 0.3);
  return made('ChartThreeDProperties', line, [
    child(threeD, 'Enabled'),
    child(threeD, 'ProjectionMode'),
    renamed(child(threeD, 'Inclination'), 'Rotation'),
    renamed(child(threeD, 'Rotation'), 'Inclination'),
    child(threeD, 'Perspective'),
    child(threeD, 'DepthRatio'),
    child(threeD, 'Shading'),
    child(threeD, 'GapDepth'),
    made('WallThickness', line, String(thickness >= 0 && thickness <= 30 ? thickness : 7)),
    made('Clustered', line, isTrue(threeD, 'Clustered') ? 'False' : 'True'),
  ]);
}

function upgradeTitle(title: RdlElement | undefined): RdlElement | undefined {
  if (!title || !textAt(title, 'Caption')) return undefined;
  const upgraded = made('ChartTitle', title.line, [child(title, 'Caption'), child(title, 'Style')], {
    Name: 'Default',
  });
  return made('ChartTitles', title.line, [upgraded]);
}

function upgradeLegend(legend: RdlElement | undefined, line: number): RdlElement {
  const inside = isTrue(legend, 'InsidePlotArea');
  const content = [
    made('Hidden', line, isTrue(legend, 'Visible') ? 'False' : 'True'),
    withPixelBorder(withoutDefaultBorder(child(legend, 'Style'), line)),
    child(legend, 'Position') ?? made('Position', line, 'RightTop'),
    child(legend, 'Layout') ?? made('Layout', line, 'Column'),
    inside ? made('DockToChartArea', line, 'Default') : undefined,
    inside ? made('DockOutsideChartArea', line, 'False') : undefined,
    made('AutoFitTextDisabled', line, 'True'),
  ];
  return made('ChartLegends', line, [
    made('ChartLegend', legend?.line ?? line, content, { Name: 'Default' }),
  ]);
}

function noDataMessage(noRows: RdlElement | undefined): RdlElement | undefined {
  if (!noRows) return undefined;
  return made('ChartNoDataMessage', noRows.line, [renamed(noRows, 'Caption')], {
    Name: 'NoDataMessageTitle',
  });
}
