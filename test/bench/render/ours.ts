import { Temporal } from 'temporal-polyfill';
import { openFromRows } from '../../../lib/rdl/cli/draw-report-item.ts';
import { createEngine, type RenderRequest } from '../../../lib/rdl/engine.ts';
import { readReport } from '../../../lib/rdl/model/read-report.ts';
import { RENDERERS } from '../../../lib/rdl/renderers.ts';
import type { Drawing } from './contender.ts';
import { DEFINITION, ROWS } from './sales-chart.ts';

const NOW = Temporal.Instant.from('2026-11-24T08:00:00Z');

/** From the bytes of the definition and rows as they came. */
function requests(): () => RenderRequest {
  const definition = Buffer.from(DEFINITION);
  return () => {
    const report = readReport(definition);
    const itemName = 'Chart1';
    const open = () => openFromRows(report, { file: 'sales.rdl', itemName, rows: { Sales: ROWS }, now: NOW });
    return { report, itemName, open };
  };
}

/** The item engine, definition read and data grouped anew for each picture. */
export async function ours(): Promise<Drawing> {
  const engine = createEngine({ renderers: RENDERERS });
  const request = requests();
  return {
    draw: async () => (await engine.renderItem(request())).png,
    close: async () => undefined,
  };
}

/** The same picture before it is made a PNG. */
export async function pictureSvg(): Promise<string> {
  const { svg } = await createEngine({ renderers: RENDERERS }).drawItem(requests()());
  return svg;
}
