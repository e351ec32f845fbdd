import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packed from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';
import { fontFilePath } from '../../../lib/rdl/drawing/font-files.ts';
import type { Drawing } from './contender.ts';
import { echartsOption } from './echarts-option.ts';
import { SIZE } from './sales-chart.ts';

const ARGUMENTS = ['--no-sandbox', '--disable-setuid-sandbox', '--font-render-hinting=none'];

/**
 * A headless browser that is kept, with a page that is kept and has library and font: each picture is the chart drawn
 * anew on a canvas and a screenshot.
 */
export async function echartsInChromium(): Promise<Drawing> {
  const folder = await mkdtemp(join(tmpdir(), 'render-bench-'));
  const browser = await launch(folder);
  const page = await browser.newPage({ viewport: SIZE });
  const font = readFileSync(fontFilePath({ face: 'Arimo', style: '400Regular' })).toString('base64');
  await page.setContent(
    `<style>@font-face{font-family:Arimo;src:url(data:font/ttf;base64,${font})}body{margin:0}</style><div id="chart" style="width:${SIZE.width}px;height:${SIZE.height}px"></div>`,
  );
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('echarts/dist/echarts.min.js') });
  await page.evaluate(
    'document.fonts.load("12px Arimo").then(() => { chart = echarts.init(document.getElementById("chart")) })',
  );
  const drawChart = `chart.setOption(${JSON.stringify(echartsOption())}, true); undefined`;
  return {
    async draw() {
      await page.evaluate(drawChart);
      return page.screenshot({ type: 'png' });
    },
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Chromium is unpacked into the temporary folder, and one of another version may lie in the shared one. */
async function launch(folder: string): Promise<Browser> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    return await chromium.launch({ executablePath: await packed.executablePath(), args: ARGUMENTS });
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
