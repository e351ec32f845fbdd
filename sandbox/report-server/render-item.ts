import { Temporal } from 'temporal-polyfill';
import { loadReportData } from '../../lib/rdl/data/loading/load-report-data.ts';
import type { DrawnItem } from '../../lib/rdl/drawing/drawn-item.ts';
import { RdlError } from '../../lib/rdl/errors.ts';
import type { ListedItem } from '../../lib/rdl/items/list-items.ts';
import { readReport } from '../../lib/rdl/model/read-report.ts';
import type { Report } from '../../lib/rdl/model/report.ts';
import { createPngRenderer } from '../../lib/rdl/png/png-renderer.ts';
import { Refusal } from '../shared/http.ts';
import { soapFault } from './replies.ts';
import { nameOf, parentOf } from './rights.ts';
import type { ServerContext } from './server-context.ts';
import { serverData } from './server-data.ts';
import type { Execution } from './state.ts';

export function instantAt(milliseconds: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds);
}

/** A report of an execution with its pinnable items, each drawn by the item engine when it is asked for. */
export type OpenedExecution = {
  readonly report: Report;
  readonly items: readonly ListedItem[];
  draw(item: ListedItem): Promise<DrawnItem>;
};

export async function openExecution(context: ServerContext, execution: Execution): Promise<OpenedExecution> {
  const { state, clock } = context;
  const engine = await context.engine();
  const report = asFault(() => readReport(execution.definition));
  const folder = execution.item ? parentOf(execution.item.path) : '/';
  const provider = serverData({
    state,
    item: execution.item,
    folder,
    credentials: execution.credentials,
  });
  const now = execution.item?.snapshotAt ?? instantAt(clock.now());
  const given = givenTo(report, execution);
  return {
    report,
    items: engine.listItems(report),
    async draw({ name }) {
      const item = report.items.find((one) => one.name === name);
      if (!item) throw soapFault('rsInternalError', `There is no item '${name}'.`);
      try {
        return await engine.drawItem({
          report,
          itemName: name,
          open: () =>
            loadReportData({
              report,
              item,
              given,
              provider,
              clock: { now: () => Temporal.Instant.from(now) },
              globals: { reportName: nameOf(execution.reportPath), reportFolder: folder },
            }),
        });
      } catch (error) {
        throw faultFor(error);
      }
    },
  };
}

/** Its parameters in the form of the item engine. */
export function givenTo(report: Report, { parameters }: Pick<Execution, 'parameters'>) {
  const multi = new Set(report.parameters.filter(({ multiValue }) => multiValue).map(({ name }) => name));
  return Object.fromEntries(
    [...parameters].map(([name, values]) => [name, multi.has(name) ? values : (values[0] ?? null)]),
  );
}

/** The whole page of a report section as a PNG: every item that is drawn stands in its place. */
export async function pagePicture({ report, items, draw }: OpenedExecution, dpi: number): Promise<Buffer> {
  const [page] = report.pages;
  if (!page) throw soapFault('rsProcessingAborted', 'The report has no page.');
  const pixels = (points: number) => Math.max(1, Math.round((points * 96) / 72));
  const parts: string[] = [];
  for (const item of items.filter((one) => one.pinnable && one.drawable)) {
    const { svg } = await draw(item);
    const place = `x="${(item.left * 96) / 72}" y="${(item.top * 96) / 72}"`;
    parts.push(svg.replace(/<svg\b/, `<svg ${place}`));
  }
  const [width, height] = [pixels(page.width), pixels(page.height)];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${parts.join('')}</svg>`;
  return Buffer.from(
    await createPngRenderer().render({ svg, width, height, scale: dpi / 96, background: 'white' }),
  );
}

export async function itemPicture(drawn: DrawnItem, dpi: number): Promise<Buffer> {
  const { svg, width, height } = drawn;
  return Buffer.from(
    await createPngRenderer().render({ svg, width, height, scale: dpi / 96, background: 'white' }),
  );
}

function asFault<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw faultFor(error);
  }
}

/** The engine's refusal as the server would word it. */
function faultFor(error: unknown): unknown {
  if (error instanceof Refusal || !(error instanceof RdlError)) return error;
  switch (error.code) {
    case 'PARAMETER_INVALID':
      return soapFault('rsReportParameterValueNotSet', error.message);
    case 'NOT_XML':
    case 'NOT_RDL':
    case 'DOCTYPE_REFUSED':
    case 'TOO_LARGE':
    case 'TOO_DEEP':
      return soapFault('rsInvalidReportDefinition', error.message);
    default:
      return soapFault('rsProcessingAborted', error.message);
  }
}
