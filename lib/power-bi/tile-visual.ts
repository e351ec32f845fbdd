/** Visuals of Power BI that show an item's data, by the service's own names for them. */
export const DATA_VISUALS = [
  'clusteredColumnChart',
  'columnChart',
  'hundredPercentStackedColumnChart',
  'clusteredBarChart',
  'barChart',
  'hundredPercentStackedBarChart',
  'lineChart',
  'areaChart',
  'stackedAreaChart',
  'pieChart',
  'donutChart',
  'funnel',
  'treemap',
  'gauge',
] as const;
export type DataVisual = (typeof DATA_VISUALS)[number];

/** How a tile shows its item: its picture, or its data. */
export type TileVisual = 'picture' | DataVisual;
