import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Drawing } from './contender.ts';
import { resvgAlone } from './resvg.ts';
import { ROWS, SERIES, SIZE, TITLE } from './sales-chart.ts';

const values = ROWS.flatMap((row) =>
  SERIES.map(({ name }) => ({ month: row.Month, series: name, amount: row[name] })),
);

const CHART: TopLevelSpec = {
  ...SIZE,
  autosize: { type: 'fit', contains: 'padding' },
  title: TITLE,
  config: { font: 'Arimo' },
  data: { values },
  mark: 'bar',
  encoding: {
    x: { field: 'month', type: 'nominal', sort: null, title: 'Month', axis: { labelAngle: 0 } },
    xOffset: { field: 'series', sort: null },
    y: { field: 'amount', type: 'quantitative', title: 'Amount', axis: { format: ',d' } },
    color: {
      field: 'series',
      scale: { domain: SERIES.map(({ name }) => name), range: SERIES.map(({ color }) => color) },
      legend: { orient: 'bottom', title: null },
    },
  },
};

/** Vega-Lite compiled once; Vega computes the view and its SVG, resvg makes the PNG. */
export async function vegaOnResvg(): Promise<Drawing> {
  const { spec } = compile(CHART);
  return {
    async draw() {
      const view = new View(parse(spec), { renderer: 'none' });
      const svg = await view.toSVG();
      view.finalize();
      return resvgAlone(svg, ['400Regular', '700Bold']);
    },
    close: async () => undefined,
  };
}
