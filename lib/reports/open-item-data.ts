import type { Temporal } from 'temporal-polyfill';
import { loadReportData } from '../rdl/data/loading/load-report-data.ts';
import type { OpenedData } from '../rdl/engine.ts';
import { RdlError } from '../rdl/errors.ts';
import type { ReportParameters } from '../subscriptions/subscription.ts';
import type { OpenedReport } from './report-source.ts';

/** All queries of one picture: they end before the lease of a run does. */
const DATA_TIMEOUT_MS = 180_000;

/**
 * The data of one item: its parameters resolved, its datasets queried, each once.
 * @throws RdlError, and the DomainErrors of the report's data sources
 */
export async function openItemData(
  { report, title, path, data }: OpenedReport,
  itemName: string,
  options: { readonly parameters: ReportParameters; readonly now: Temporal.Instant },
): Promise<OpenedData> {
  const { parameters, now } = options;
  const item = report.items.find(({ name }) => name === itemName);
  if (!item) throw new RdlError('ITEM_NOT_FOUND', `Report item '${itemName}' cannot be found.`);
  return loadReportData({
    report,
    item,
    given: parameters,
    provider: data,
    clock: { now: () => now },
    globals: { reportName: title, reportFolder: path.slice(0, path.lastIndexOf('/')) || '/' },
    signal: AbortSignal.timeout(DATA_TIMEOUT_MS),
  });
}
