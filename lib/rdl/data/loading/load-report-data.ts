import { RdlError } from '../../errors.ts';
import { evaluate } from '../../expressions/evaluate.ts';
import { parseExpression } from '../../expressions/parse.ts';
import type { BudgetLimits, Session } from '../../expressions/session.ts';
import { parseLocalDate } from '../../formats/parse-date.ts';
import type { DataSetDefinition, Report, ReportItem, Source } from '../../model/report.ts';
import type { ParameterPrompt, PromptOptions } from '../../parameters/prompt-parameters.ts';
import { promptParameters } from '../../parameters/prompt-parameters.ts';
import type { GivenParameters, ParameterSources } from '../../parameters/resolve-parameters.ts';
import { resolveParameters } from '../../parameters/resolve-parameters.ts';
import type { ResolvedParameters } from '../../parameters/resolved-parameter.ts';
import type { Evaluated, Value } from '../../values/value.ts';
import { NOTHING } from '../../values/value.ts';
import type { RenderingOptions } from '../environments/rendering-facts.ts';
import { renderingFacts } from '../environments/rendering-facts.ts';
import type { RenderingFacts } from '../environments/report-environment.ts';
import { ReportEnvironment } from '../environments/report-environment.ts';
import type { DataLimits } from '../limits.ts';
import { DEFAULT_DATA_LIMITS, maxRowsOf } from '../limits.ts';
import type { DataNeeds } from '../needs/datasets-needed.ts';
import { datasetsNeeded, parametersBehind } from '../needs/datasets-needed.ts';
import { openReportData, reportContext, sessionOf } from '../open-report-data.ts';
import type { DataTable } from '../rows/data-table.ts';
import type { ReportData } from '../scope.ts';
import type { DataProvider } from '../sources/data-provider.ts';
import { buildQuery } from './build-query.ts';

export type LoadOptions = Omit<RenderingOptions, 'culture'> & {
  readonly report: Report;
  readonly item: ReportItem;
  /** Values of report parameters as a caller gives them. */
  readonly given: GivenParameters;
  readonly provider: DataProvider;
  /** Where the report has no Language, and for dates among given values; `en-US` where left out. */
  readonly culture?: string;
  readonly limits?: Partial<DataLimits>;
  readonly budget?: Partial<BudgetLimits>;
  readonly signal?: AbortSignal;
};

export type LoadedData = {
  readonly data: ReportData;
  readonly parameters: ResolvedParameters;
  /** Name of the report's Language, evaluated. */
  readonly culture: string;
  readonly needs: DataNeeds;
};

/**
 * Loads what one item of a report needs: resolves its parameters, queries its datasets, each once, and opens its data.
 * @throws RdlError PARAMETER_INVALID, EXPRESSION_INVALID (a query's), and what the provider throws
 */
export async function loadReportData(request: LoadOptions): Promise<LoadedData> {
  // Queries take their time; Now is one moment for all of them and the picture.
  const moment = request.clock.now();
  const options: LoadOptions = { ...request, clock: { now: () => moment } };
  const { report, item } = options;
  const loader = new Loader(options);
  const needs = datasetsNeeded(report, item, (dataSet) => loader.rowsAtHand(dataSet) !== undefined);
  const parameters = await resolveParameters({
    definitions: report.parameters,
    given: options.given,
    sources: loader.parameterSources(),
    needed: new Set(needs.parameters),
  });
  const tables = new Map<string, DataTable>();
  await Promise.all(
    needs.dataSets.map(async (name) => {
      tables.set(name, await loader.table(name, parameters));
    }),
  );
  const culture = loader.language(parameters);
  const data = openReportData({
    ...options,
    culture,
    tables,
    parameters,
    // A state of custom code of its own: what parameters and queries computed does not reach the picture.
    session: sessionOf(report, options.budget),
    limits: { ...DEFAULT_DATA_LIMITS, ...options.limits },
  });
  return { data, parameters, culture, needs };
}

/**
 * What a form asks for the parameters of a report, with what was chosen so far.
 * @throws what the provider throws, where `sentenceOf` makes no sentence of it
 */
export async function loadParameterPrompts(
  request: Omit<LoadOptions, 'item'> & Pick<PromptOptions, 'sentenceOf'>,
): Promise<readonly ParameterPrompt[]> {
  const moment = request.clock.now();
  const { report, given, sentenceOf } = request;
  const loader = new Loader({ ...request, clock: { now: () => moment } });
  return promptParameters({
    definitions: report.parameters,
    given,
    sources: loader.parameterSources(),
    dependsOn: (definition) => parametersBehind(report, definition),
    sentenceOf,
  });
}

const NO_PARAMETERS: ResolvedParameters = new Map();

/** Queries each dataset once: those that parameters take values from before the others. */
class Loader {
  readonly #session: Session;
  readonly #options: Omit<LoadOptions, 'item'>;
  readonly #culture: string;
  readonly #tables = new Map<string, Promise<DataTable>>();
  readonly #atHand = new Map<string, DataTable | undefined>();

  constructor(options: Omit<LoadOptions, 'item'>) {
    this.#options = options;
    this.#culture = options.culture ?? 'en-US';
    this.#session = sessionOf(options.report, options.budget);
  }

  parameterSources(): ParameterSources {
    const facts = this.#facts(NO_PARAMETERS);
    return {
      evaluate: (source, resolved) => this.#evaluate(source, resolved),
      rows: (query, resolved) => this.#choices(query, resolved),
      textOf: facts.textOf,
      parseDate: (text) => {
        const { now, utcOffsetMinutes } = facts;
        const ticks = parseLocalDate(text, facts.culture, { now, utcOffsetMinutes, day: 0n });
        return ticks === undefined ? undefined : { type: 'DateTime', ticks };
      },
    };
  }

  table(name: string, parameters: ResolvedParameters): Promise<DataTable> {
    let table = this.#tables.get(name);
    if (table === undefined) {
      table = this.#query(name, parameters);
      this.#tables.set(name, table);
    }
    return table;
  }

  /** The report's Language; the caller's culture where it has none or it fails. */
  language(parameters: ResolvedParameters): string {
    const { language } = this.#options.report;
    if (language === undefined || language === '') return this.#culture;
    const evaluated = this.#evaluate(language, parameters);
    return evaluated.ok && evaluated.value.type === 'String' ? evaluated.value.value : this.#culture;
  }

  async #query(name: string, parameters: ResolvedParameters): Promise<DataTable> {
    const { report, provider, signal } = this.#options;
    const definition = report.dataSets.find((dataSet) => dataSet.name === name);
    if (definition === undefined) {
      throw new RdlError('DATA_UNAVAILABLE', `The report has no dataset '${name}'.`, { element: name });
    }
    const atHand = this.rowsAtHand(definition);
    if (atHand !== undefined) return atHand;
    const query = buildQuery(report, definition, {
      evaluate: (source) => this.#evaluate(source, parameters),
      textOf: this.#facts(parameters).textOf,
      maxRows: this.#maxRows(definition),
      signal,
    });
    return provider.fetch(query);
  }

  /** The rows of a dataset that the provider has without a query; each dataset is read once. */
  rowsAtHand(definition: DataSetDefinition): DataTable | undefined {
    const { name } = definition;
    if (!this.#atHand.has(name)) {
      this.#atHand.set(name, this.#options.provider.rowsAtHand?.(definition, this.#maxRows(definition)));
    }
    return this.#atHand.get(name);
  }

  #maxRows({ fields }: DataSetDefinition): number {
    return maxRowsOf({ ...DEFAULT_DATA_LIMITS, ...this.#options.limits }, fields.length);
  }

  async #choices(
    query: Parameters<ParameterSources['rows']>[0],
    resolved: ResolvedParameters,
  ): Promise<readonly { readonly value: Value; readonly label: string | undefined }[]> {
    const { report, limits } = this.#options;
    const { dataSetName, valueField, labelField } = query;
    const context = reportContext({
      ...this.#options,
      culture: this.#culture,
      report,
      tables: new Map([[dataSetName, await this.table(dataSetName, resolved)]]),
      parameters: resolved,
      session: this.#session,
      limits: { ...DEFAULT_DATA_LIMITS, ...limits },
    });
    const rows = context.dataSetInstance(dataSetName);
    if (rows === undefined) return [];
    const evaluateRow = context.rowEvaluator(
      rows,
      [valueField, labelField ?? valueField].map((field) => `=Fields!${field}.Value`),
    );
    return rows.rows.map((row, ordinal) => {
      const [value, label] = evaluateRow(row, ordinal).map((evaluated) =>
        requireChoice(evaluated, dataSetName),
      );
      return {
        value: value ?? NOTHING,
        label: labelField === undefined ? undefined : context.textOf(label ?? NOTHING),
      };
    });
  }

  #facts(parameters: ResolvedParameters): RenderingFacts {
    const { report } = this.#options;
    const facts = { report, session: this.#session, parameters };
    return renderingFacts({ ...this.#options, culture: this.#culture }, facts);
  }

  #evaluate(source: Source, parameters: ResolvedParameters): Evaluated {
    if (!source.startsWith('=')) return { ok: true, value: { type: 'String', value: source } };
    const parsed = parseExpression(source);
    if (!parsed.ok)
      return { ok: false, kind: 'compile', code: 'rsCompilerErrorInExpression', message: parsed.message };
    return evaluate(parsed.expression, new ReportEnvironment(this.#facts(parameters)));
  }
}

function requireChoice(evaluated: Evaluated, dataSetName: string): Value {
  if (evaluated.ok) return evaluated.value;
  throw new RdlError('DATA_INVALID', `A value of dataset '${dataSetName}' fails: ${evaluated.message}`, {
    element: dataSetName,
  });
}
