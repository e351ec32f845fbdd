import type { DrawnItem } from '../drawing/drawn-item.ts';
import type { DrawInput, ItemRenderer } from '../drawing/item-renderer.ts';
import { SvgWriter } from '../drawing/svg.ts';
import type { ReportItem } from '../model/report.ts';
import { textAt } from '../reader/element.ts';
import { chartData } from './chart-data.ts';
import { seriesTypeOf } from './chart-types.ts';
import { readChartDefinition } from './definition/chart-definition.ts';
import { drawChart } from './drawing/chart-drawing.ts';
import type { DrawnLabel } from './drawing/point-labels.ts';
import { Canvas } from './layout/boxes.ts';
import { layoutChart } from './layout/chart-layout.ts';
import { buildChart } from './model/build-chart.ts';
import { createValueWriter } from './model/value-writer.ts';

/** Draws the charts of a report as the rendering engine of Reporting Services does. */
export const chartRenderer: ItemRenderer = { notDrawable, draw };

function notDrawable(item: ReportItem): string | undefined {
  const definition = readChartDefinition(item.element);
  if (definition.series.length === 0) return 'The chart has no series.';
  if (definition.derivedSeries > 0) {
    return 'The chart has series calculated from others by a formula, which are not drawn.';
  }
  for (const { element, name } of definition.series) {
    const type = textAt(element, 'Type') ?? 'Column';
    const subtype = textAt(element, 'Subtype') ?? '';
    if (type.startsWith('=') || subtype.startsWith('=')) continue;
    if (seriesTypeOf(type, subtype) === undefined) {
      return `Series ${name} is of the unknown chart type ${type} ${subtype}`.trim().concat('.');
    }
  }
  return undefined;
}

function draw({ item, data, culture, size, text: measure }: DrawInput): DrawnItem {
  const warnings: string[] = [];
  const warn = (sentence: string) => {
    warnings.push(sentence);
  };
  const definition = readChartDefinition(item.element);
  const { name, dataSetName, filters, sorts } = definition;
  const region = data.openRegion({ name, dataSetName, filters, sorts });
  const model = buildChart(definition, { writer: createValueWriter(culture), region, warn });
  const canvas = new Canvas(size);
  const layout = layoutChart(model, { canvas, measure });
  const svg = new SvgWriter(size.width, size.height);
  const labels: DrawnLabel[] = [];
  drawChart(layout, { svg, canvas, measure, warn, labels });
  return {
    svg: svg.toString(),
    width: size.width,
    height: size.height,
    data: chartData(layout, canvas, labels),
    title: model.titles.find((title) => title.text !== '')?.text,
    warnings: [...new Set(warnings)],
  };
}
