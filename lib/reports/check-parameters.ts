import type { Temporal } from 'temporal-polyfill';
import { DomainError } from '../errors.ts';
import type { ReportParameters } from '../subscriptions/subscription.ts';
import type { LoadReportEngine } from './report-engine.ts';
import type { OpenedReport } from './report-source.ts';

/**
 * Holds values against a report as a refresh will: that it has such parameters, that they are of their types, how many
 * there may be, and that they are among the valid ones. Valid values that cannot be queried now refuse nothing: a report
 * without stored credentials can be edited as it can be pinned (P11).
 * @throws DomainError PARAMETER_INVALID, naming the parameter and what it allows.
 */
export async function checkParameters(
  load: LoadReportEngine,
  opened: OpenedReport,
  options: { readonly parameters: ReportParameters; readonly now: Temporal.Instant },
): Promise<void> {
  const known = new Map(opened.report.parameters.map((definition) => [definition.name, definition]));
  const unknown = Object.keys(options.parameters).find((name) => !known.has(name));
  if (unknown !== undefined)
    throw new DomainError('PARAMETER_INVALID', { detail: `The report has no parameter "${unknown}".` });
  if (Object.keys(options.parameters).length === 0) return;
  const prompts = await (await load()).parameters(opened, options);
  for (const { name, isGiven, choices, problem } of prompts) {
    const fromData = known.get(name)?.validValues?.kind === 'dataset';
    const untold = fromData && choices === undefined;
    if (isGiven && problem !== undefined && !untold)
      throw new DomainError('PARAMETER_INVALID', { detail: problem });
  }
}
