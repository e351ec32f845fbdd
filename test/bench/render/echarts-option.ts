import { ROWS, SERIES, TITLE } from './sales-chart.ts';

/** The chart as an option of ECharts, for its server-side rendering and for its canvas in a browser. */
export function echartsOption() {
  const nameLocation = 'middle' as const;
  return {
    animation: false,
    backgroundColor: '#FFFFFF',
    textStyle: { fontFamily: 'Arimo' },
    title: { text: TITLE, left: 'center' },
    legend: { bottom: 0, data: SERIES.map(({ name }) => name) },
    xAxis: {
      type: 'category' as const,
      name: 'Month',
      nameLocation,
      nameGap: 30,
      data: ROWS.map((row) => row.Month),
    },
    yAxis: { type: 'value' as const, name: 'Amount', nameLocation, nameGap: 60 },
    series: SERIES.map(({ name, color }) => ({
      type: 'bar' as const,
      name,
      data: ROWS.map((row) => row[name]),
      itemStyle: { color },
    })),
  };
}
