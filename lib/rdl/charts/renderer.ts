import type { ItemRenderer } from '../drawing/item-renderer.ts';
import type { ReportItem } from '../model/report.ts';
import { textAt } from '../reader/element.ts';
import { seriesTypeOf } from './chart-types.ts';
import { readChartDefinition } from './definition/chart-definition.ts';

/** Draws the charts of a report as the rendering engine of Reporting Services does. */
export const chartRenderer: ItemRenderer = {
  notDrawable,
  draw: async (input) => (await import('./render-chart.ts')).renderChart(input),
};

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
