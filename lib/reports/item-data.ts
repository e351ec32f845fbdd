import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { DomainError } from '../errors.ts';
import { type DataRow, MOST_DATA_ROWS } from '../power-bi/tile-gateway.ts';
import type { DataVisual } from '../power-bi/tile-visual.ts';

/** What an item shows, as rows, and the visual of Power BI that comes nearest to it. */
export type ItemData = { readonly visual: DataVisual; readonly rows: readonly DataRow[] };

/** Series of a chart by the rendering engine's names; those left out hold more than one value a point, or no categories. */
const VISUALS: Readonly<Record<string, DataVisual>> = {
  Column: 'clusteredColumnChart',
  StackedColumn: 'columnChart',
  '100%StackedColumn': 'hundredPercentStackedColumnChart',
  Bar: 'clusteredBarChart',
  StackedBar: 'barChart',
  '100%StackedBar': 'hundredPercentStackedBarChart',
  Line: 'lineChart',
  Spline: 'lineChart',
  StepLine: 'lineChart',
  Area: 'areaChart',
  SplineArea: 'areaChart',
  StackedArea: 'stackedAreaChart',
  '100%StackedArea': 'stackedAreaChart',
  Pie: 'pieChart',
  Doughnut: 'donutChart',
  Funnel: 'funnel',
  Pyramid: 'funnel',
  TreeMap: 'treemap',
};

const chartSchema = z.object({
  kind: z.literal('Chart'),
  series: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      xType: z.string().optional(),
      points: z.array(
        z.object({
          category: z.string().optional(),
          x: z.number().optional(),
          y: z.array(z.unknown()),
          empty: z.boolean().optional(),
        }),
      ),
    }),
  ),
});

const gaugeSchema = z.object({
  Name: z.string(),
  Scales: z.array(z.object({ Name: z.string(), Minimum: z.unknown(), Maximum: z.unknown() })),
  Pointers: z.array(z.object({ Name: z.string(), ScaleName: z.string(), Value: z.unknown() })),
});
const panelSchema = z.object({
  kind: z.literal('GaugePanel'),
  radialGauges: z.array(gaugeSchema).default([]),
  linearGauges: z.array(gaugeSchema).default([]),
});

type Chart = z.infer<typeof chartSchema>;
type Gauge = z.infer<typeof gaugeSchema>;

/**
 * The data of an item from what was drawn of it (the form of `--data-out`).
 * @throws DomainError ITEM_HAS_NO_DATA, with the reason.
 */
export function itemDataOf(drawn: unknown): ItemData {
  const chart = chartSchema.safeParse(drawn);
  const panel = panelSchema.safeParse(drawn);
  const data = chart.success
    ? chartData(chart.data)
    : panel.success
      ? gaugesData([...panel.data.radialGauges, ...panel.data.linearGauges])
      : refuse('Only charts and gauges have values that a visual of Power BI can show.');
  if (data.rows.length > MOST_DATA_ROWS)
    refuse(`It has ${data.rows.length.toLocaleString('en')} values; Power BI takes 10,000 at once.`);
  return data;
}

function chartData({ series }: Chart): ItemData {
  const [first] = series;
  if (!first) refuse('The chart has no series.');
  const visual = VISUALS[first.type];
  if (!visual) refuse(`Power BI has no visual for a chart of the kind "${first.type}".`);
  const other = series.find(({ type }) => VISUALS[type] === undefined);
  if (other) refuse(`Power BI has no visual for a series of the kind "${other.type}".`);
  const order = new Map<string, number>();
  const rows = series.flatMap(({ name, xType, points }) =>
    points.flatMap(({ category, x, y, empty }): readonly DataRow[] => {
      const [value] = y;
      const text = category ?? (x === undefined ? '' : axisText(x, xType));
      if (!order.has(text)) order.set(text, order.size);
      if (empty || typeof value !== 'number') return [];
      return [{ category: text, categoryOrder: order.get(text) ?? 0, series: name, value }];
    }),
  );
  return { visual, rows };
}

/** One pointer is a gauge, a second one its target; several gauges are bars side by side. */
function gaugesData(gauges: readonly Gauge[]): ItemData {
  const values = gauges.flatMap((gauge) =>
    gauge.Pointers.flatMap((pointer) => {
      const scale = gauge.Scales.find(({ Name }) => Name === pointer.ScaleName);
      return typeof pointer.Value === 'number' ? [{ gauge, scale, value: pointer.Value }] : [];
    }),
  );
  const [first, second] = values;
  if (!first) refuse('The gauge panel has no pointer with a value.');
  if (gauges.length === 1 && values.length <= 2) {
    const [minimum, maximum] = [first.scale?.Minimum, first.scale?.Maximum];
    const row: DataRow = {
      category: first.gauge.Name,
      categoryOrder: 0,
      series: '',
      value: first.value,
      ...(second && { target: second.value }),
      ...(typeof minimum === 'number' && { minimum }),
      ...(typeof maximum === 'number' && { maximum }),
    };
    return { visual: 'gauge', rows: [row] };
  }
  const rows = values.map(({ gauge, value }, index) => ({
    category: gauge.Name,
    categoryOrder: index,
    series: '',
    value,
  }));
  return { visual: 'clusteredBarChart', rows };
}

/** A place on an axis of numbers or days; days count from 1899-12-30, as OLE Automation dates do. */
function axisText(x: number, xType: string | undefined): string {
  if (xType !== 'DateTime') return String(x);
  const at = Temporal.PlainDateTime.from('1899-12-30T00:00').add({
    seconds: Math.round(x * 86_400),
  });
  return at.toPlainTime().equals('00:00')
    ? at.toPlainDate().toString()
    : at.toString({ smallestUnit: 'minute' });
}

function refuse(why: string): never {
  throw new DomainError('ITEM_HAS_NO_DATA', {
    detail: `This item cannot be shown as data: ${why} Pin it as a picture.`,
  });
}
