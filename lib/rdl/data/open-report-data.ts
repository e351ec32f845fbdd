import { compileCode } from '../code/compile.ts';
import { evaluate } from '../expressions/evaluate.ts';
import type { BudgetLimits } from '../expressions/session.ts';
import { Session } from '../expressions/session.ts';
import type { Report } from '../model/report.ts';
import type { ResolvedParameters } from '../parameters/resolved-parameter.ts';
import type { RenderingOptions } from './environments/rendering-facts.ts';
import { renderingFacts } from './environments/rendering-facts.ts';
import type { DataLimits } from './limits.ts';
import { DEFAULT_DATA_LIMITS } from './limits.ts';
import { openRegion } from './open-region.ts';
import { ReportContext } from './report-context.ts';
import type { DataTable } from './rows/data-table.ts';
import type { ReportData } from './scope.ts';

export type ReportDataOptions = RenderingOptions & {
  readonly report: Report;
  /** Rows by dataset; only those that the drawn item needs. */
  readonly tables: ReadonlyMap<string, DataTable>;
  readonly parameters: ResolvedParameters;
  /** State of custom code and the budget of steps; a new one where left out. */
  readonly session?: Session;
  readonly limits?: DataLimits;
};

/**
 * Opens the data of one rendering. Scopes, groups and aggregates are computed when they are asked for, each once; the
 * state of custom code lasts as long as the data.
 */
export function openReportData(options: ReportDataOptions): ReportData {
  const context = reportContext(options);
  return {
    openRegion: (region) => openRegion(context, region),
    get body() {
      return context.body;
    },
    get warnings() {
      return context.warnings.sentences;
    },
  };
}

/** The same, with what only this folder sees. */
export function reportContext(options: ReportDataOptions): ReportContext {
  const { report, tables, parameters, limits } = options;
  const session = options.session ?? sessionOf(report);
  return new ReportContext({
    report,
    tables,
    facts: renderingFacts(options, { report, session, parameters }),
    limits: limits ?? DEFAULT_DATA_LIMITS,
    run: evaluate,
  });
}

/** A session with a report's custom code. */
export function sessionOf(report: Report, limits: Partial<BudgetLimits> = {}): Session {
  const code = report.code === undefined ? undefined : compileCode(report.code);
  return new Session({ code, limits });
}
