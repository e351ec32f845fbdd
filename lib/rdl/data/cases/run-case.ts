import type { Expression } from '../../expressions/ast.ts';
import type { Environment } from '../../expressions/environment.ts';
import type { Evaluated } from '../../values/value.ts';
import { DEFAULT_DATA_LIMITS } from '../limits.ts';
import { openRegion } from '../open-region.ts';
import { ProcessingError } from '../processing-error.ts';
import { ReportContext } from '../report-context.ts';
import type { Instance } from '../scopes/instance.ts';
import { instancesAt } from '../scopes/navigation.ts';
import type { CaseFile, ReportFunctionCase } from './case-file.ts';
import type { CaseLayout } from './case-layout.ts';
import { filtersOn, layoutOf, sortsOn } from './case-layout.ts';
import { parametersOf, reportOf, tablesOf } from './case-report.ts';
import type { ResultJson } from './typed-json.ts';
import { resultJson } from './typed-json.ts';

export function runCase(
  one: ReportFunctionCase,
  file: CaseFile,
  run: (e: Expression, env: Environment) => Evaluated,
): { results: ResultJson[] } {
  const report = reportOf(one, file);
  const context = new ReportContext({
    report,
    tables: tablesOf(one, report, file),
    limits: DEFAULT_DATA_LIMITS,
    run,
    facts: {
      session: { limits: { steps: 1e7, depth: 100, size: 1e6 }, steps: 0 },
      culture: { name: one.culture } as never,
      now: 638000000000000000n,
      utcOffsetMinutes: 0,
      parameters: parametersOf(one),
      globals: { reportName: 'R', reportFolder: '/', reportServerUrl: '' },
      user: { id: 'u', language: 'en-US' },
      textOf: (v) => ('value' in v ? String(v.value) : ''),
    },
  });
  try {
    const places = placesOf(one, layoutOf(one), context);
    const evaluated = places.map((place) => place.evaluate(one.expression));
    const refused = evaluated.find((e) => !e.ok && (e.kind === 'publish' || e.kind === 'compile'));
    return { results: refused ? [resultJson(refused)] : evaluated.map(resultJson) };
  } catch (error) {
    if (error instanceof ProcessingError)
      return { results: [{ error: 'processing', code: error.engineCode }] };
    throw error;
  }
}
function placesOf(one: ReportFunctionCase, layout: CaseLayout, context: ReportContext): readonly Instance[] {
  if (layout.kind === 'body') return [context.body];
  const region = openRegion(context, {
    name: 'Tablix1',
    dataSetName: context.report.dataSets[0]?.name,
    filters: filtersOn(one, 'tablix'),
    sorts: sortsOn(one, 'tablix'),
    groupings: layout.groupings,
  });
  if (layout.kind === 'rows') return instancesAt(region, layout.chain);
  const rows = region.group(layout.row),
    columns = region.group(layout.column);
  const out: Instance[] = [];
  for (const r of rows) {
    for (const c of columns) out.push(c.intersect(r));
    if (layout.totals) out.push(r);
  }
  if (layout.totals) {
    out.push(...columns, region);
  }
  return out;
}
