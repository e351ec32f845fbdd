import type { Temporal } from 'temporal-polyfill';
import { DomainError, ERRORS } from '../errors.ts';
import { loadParameterPrompts, loadReportData } from '../rdl/data/loading/load-report-data.ts';
import type { OpenedData } from '../rdl/engine.ts';
import { RdlError } from '../rdl/errors.ts';
import type { ParameterPrompt } from '../rdl/parameters/prompt-parameters.ts';
import type { ReportParameters } from '../subscriptions/subscription.ts';
import type { OpenedReport } from './report-source.ts';
import { asDomainError } from './translate-rdl-error.ts';

/** All queries of one picture: they end before the lease of a run does. */
const DATA_TIMEOUT_MS = 180_000;
/** Somebody waits for the form. */
const PROMPT_TIMEOUT_MS = 30_000;

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
    globals: globalsOf({ title, path }),
    signal: AbortSignal.timeout(DATA_TIMEOUT_MS),
  });
}

/** What a form asks for the parameters of a report; queries only what valid values and defaults come from. */
export function openParameterPrompts(
  { report, title, path, data }: OpenedReport,
  options: { readonly parameters: ReportParameters; readonly now: Temporal.Instant },
): Promise<readonly ParameterPrompt[]> {
  const { parameters, now } = options;
  return loadParameterPrompts({
    report,
    given: parameters,
    provider: data,
    clock: { now: () => now },
    globals: globalsOf({ title, path }),
    signal: AbortSignal.timeout(PROMPT_TIMEOUT_MS),
    sentenceOf: (error) => {
      const refusal = asDomainError(error);
      return refusal instanceof DomainError ? (refusal.detail ?? ERRORS[refusal.code].text) : undefined;
    },
  });
}

function globalsOf({ title, path }: Pick<OpenedReport, 'title' | 'path'>) {
  return { reportName: title, reportFolder: path.slice(0, path.lastIndexOf('/')) || '/' };
}
