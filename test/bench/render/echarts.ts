import { init } from 'echarts';
import type { Drawing } from './contender.ts';
import { echartsOption } from './echarts-option.ts';
import { resvgAlone } from './resvg.ts';
import { SIZE } from './sales-chart.ts';

/** ECharts renders SVG on the server, resvg makes the PNG. */
export async function echartsOnResvg(): Promise<Drawing> {
  return {
    draw() {
      const chart = init(null, null, { renderer: 'svg', ssr: true, ...SIZE });
      chart.setOption(echartsOption());
      const svg = chart.renderToSVGString();
      chart.dispose();
      return resvgAlone(svg, ['400Regular', '700Bold']);
    },
    close: async () => undefined,
  };
}
