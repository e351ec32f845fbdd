import { setImmediate } from 'node:timers/promises';
import type { DrawnItem } from '../drawing/drawn-item.ts';
import type { DrawInput } from '../drawing/item-renderer.ts';
import { SvgWriter } from '../drawing/svg.ts';
import { createValueWriter } from '../formats/value-writer.ts';
import { chartData } from './chart-data.ts';
import { readChartDefinition } from './definition/chart-definition.ts';
import { drawChart } from './drawing/chart-drawing.ts';
import type { DrawnLabel } from './drawing/point-labels.ts';
import { Canvas } from './layout/boxes.ts';
import { layoutChart } from './layout/chart-layout.ts';
import { buildChart } from './model/build-chart.ts';

/**
 * Draws one chart: definition -> model -> layout -> SVG. A chart of 15,000 points takes most of a second, so that the event
 * loop turns between the steps: leases are renewed and other requests are answered meanwhile.
 */
export async function renderChart(input: DrawInput): Promise<DrawnItem> {
  const { item, data, culture, size, text: measure } = input;
  const warnings: string[] = [];
  const warn = (sentence: string) => {
    warnings.push(sentence);
  };
  const definition = readChartDefinition(item.element);
  const { name, dataSetName, filters, sorts } = definition;
  const region = data.openRegion({ name, dataSetName, filters, sorts });
  const model = buildChart(definition, { writer: createValueWriter(culture), region, warn });
  await setImmediate();
  const canvas = new Canvas(size);
  const layout = layoutChart(model, { canvas, measure });
  await setImmediate();
  const svg = new SvgWriter(size.width, size.height);
  const labels: DrawnLabel[] = [];
  drawChart(layout, { svg, canvas, measure, warn, labels });
  await setImmediate();
  return {
    svg: svg.toString(),
    width: size.width,
    height: size.height,
    data: chartData(layout, canvas, labels),
    title: model.titles.find((title) => title.text !== '')?.text,
    warnings: [...new Set(warnings)],
  };
}
