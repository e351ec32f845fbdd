import { Temporal } from 'temporal-polyfill';
import type { Culture } from '../../formats/culture.ts';
import { findCulture, INVARIANT } from '../../formats/culture.ts';
import type { Evaluated } from '../../values/value.ts';
import { openRegion } from '../open-region.ts';
import { reportContext } from '../open-report-data.ts';
import { ProcessingError } from '../processing-error.ts';
import type { ReportContext } from '../report-context.ts';
import type { Instance } from '../scopes/instance.ts';
import { instancesAt } from '../scopes/navigation.ts';
import type { CaseFile, ReportFunctionCase } from './case-file.ts';
import type { CaseLayout } from './case-layout.ts';
import { filtersOn, layoutOf, sortsOn } from './case-layout.ts';
import { parametersOf, reportOf, tablesOf } from './case-report.ts';
import type { ResultJson } from './result-json.ts';
import { resultJson } from './result-json.ts';
import { textBoxText } from './text-box-text.ts';

export type CaseResult = {
  readonly id: string;
  /** One an instance of the text box, in the order shown; of a refused or aborted report one error. */
  readonly results: readonly ResultJson[];
  /** What the text box shows of each. */
  readonly formatted: readonly string[];
};

/** Nothing in a table of cases depends on the day; a fixed one makes every run the same. */
const MOMENT = Temporal.Instant.from('2026-01-01T12:00:00Z');

/** Evaluates the text box of one case in a report of its own. */
export function runCase(one: ReportFunctionCase, file: CaseFile): CaseResult {
  const report = reportOf(one, file);
  const context = reportContext({
    report,
    tables: tablesOf(one, report, file),
    parameters: parametersOf(one),
    culture: one.culture,
    clock: { now: () => MOMENT },
    globals: { reportName: 'Report' },
    user: { id: 'user', language: 'en-US' },
  });
  try {
    return evaluatePlaces(one, context);
  } catch (error) {
    if (!(error instanceof ProcessingError)) throw error;
    return { id: one.id, results: [{ error: 'processing', code: error.engineCode }], formatted: ['#Error'] };
  }
}

function evaluatePlaces(one: ReportFunctionCase, context: ReportContext): CaseResult {
  const { places, refusal } = placesOf(one, context);
  const evaluated = places.map((place) => place.evaluate(one.expression));
  const refused = refusal ?? evaluated.find(isRefusal);
  if (refused !== undefined) return { id: one.id, results: [resultJson(refused)], formatted: ['#Error'] };
  return {
    id: one.id,
    results: evaluated.map(resultJson),
    formatted: evaluated.map((value, index) => shownText(value, places[index], one)),
  };
}

function isRefusal(evaluated: Evaluated): boolean {
  return !evaluated.ok && (evaluated.kind === 'publish' || evaluated.kind === 'compile');
}

type Places = {
  readonly places: readonly Instance[];
  /** Why the report would be refused even without any instance. */
  readonly refusal: Evaluated | undefined;
};

function placesOf(one: ReportFunctionCase, context: ReportContext): Places {
  const layout = layoutOf(one);
  if (layout.kind === 'body') return { places: [context.body], refusal: undefined };
  const region = openRegion(context, {
    name: 'Tablix1',
    dataSetName: context.report.dataSets[0]?.name,
    filters: filtersOn(one, 'tablix'),
    sorts: sortsOn(one, 'tablix'),
    groupings: layout.groupings,
  });
  if (layout.kind === 'matrix') return { places: matrixPlaces(region, layout), refusal: undefined };
  const shape = layout.chain.reduce((outer, grouping) => context.shapeBelow(outer, grouping), region.shape);
  return { places: instancesAt(region, layout.chain), refusal: context.refusal(one.expression, shape) };
}

/** Row by row, with a total column after the columns and a total row after the rows. */
function matrixPlaces(
  region: Instance,
  layout: CaseLayout & { readonly kind: 'matrix' },
): readonly Instance[] {
  const columns = region.group(layout.column);
  const rows = region.group(layout.row).map((row) => {
    const cells = columns.map((column) => column.intersect(row));
    return layout.totals ? [...cells, row] : cells;
  });
  return layout.totals ? [...rows.flat(), ...columns, region] : rows.flat();
}

function shownText(evaluated: Evaluated, place: Instance | undefined, one: ReportFunctionCase): string {
  if (!evaluated.ok || place === undefined) return '#Error';
  return textBoxText(evaluated.value, propertyText(one.format, place), languageOf(one, place));
}

function propertyText(source: string | undefined, place: Instance): string {
  if (source === undefined) return '';
  const evaluated = place.evaluate(source);
  return evaluated.ok && evaluated.value.type === 'String' ? evaluated.value.value : '';
}

function languageOf(one: ReportFunctionCase, place: Instance): Culture {
  const own = propertyText(one.language, place);
  return findCulture(own === '' ? one.culture : own) ?? INVARIANT;
}
