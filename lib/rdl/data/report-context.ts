import { RdlError } from '../errors.ts';
import type { Expression } from '../expressions/ast.ts';
import type { Environment } from '../expressions/environment.ts';
import type { DataSetDefinition, Report, Source } from '../model/report.ts';
import type { Evaluated, Value } from '../values/value.ts';
import type { Comparers } from './aggregates/create-accumulator.ts';
import { fieldValueOf } from './analysis/walk.ts';
import { createComparer } from './comparison/comparer.ts';
import { filterItems } from './comparison/filter.ts';
import { PlaceEnvironment } from './environments/place-environment.ts';
import type { RenderingFacts } from './environments/report-environment.ts';
import type { DataLimits } from './limits.ts';
import { PreparedExpressions } from './prepared-expressions.ts';
import { refuseOverBudget } from './processing-error.ts';
import { factsOf } from './publish/facts.ts';
import { reportFunctions } from './report-functions/answer.ts';
import { failure } from './report-functions/outcome.ts';
import type { DataTable } from './rows/data-table.ts';
import { LoadedDataSet } from './rows/loaded-data-set.ts';
import type { Grouping } from './scope.ts';
import { CellIndex } from './scopes/cells.ts';
import { makeGroups } from './scopes/groups.ts';
import type { Engine } from './scopes/instance.ts';
import { Instance } from './scopes/instance.ts';
import type { ScopeShape } from './scopes/shape.ts';
import { bodyShape, groupShape, isSameGrouping } from './scopes/shape.ts';
import { textBoxSource } from './text-boxes.ts';
import { Warnings } from './warnings.ts';

type ReportContextOptions = {
  readonly report: Report;
  readonly tables: ReadonlyMap<string, DataTable>;
  readonly facts: RenderingFacts;
  readonly limits: DataLimits;
  readonly run: (expression: Expression, environment: Environment) => Evaluated;
};

/** All that one rendering computes from its data; made anew for each. */
export class ReportContext implements Engine {
  readonly report: Report;
  readonly warnings = new Warnings();
  readonly #options: ReportContextOptions;
  readonly #prepared: PreparedExpressions;
  readonly #answer = reportFunctions();
  readonly #cells = new CellIndex();
  readonly #dataSets = new Map<string, Instance>();
  readonly #shapes = new WeakMap<ScopeShape, { readonly grouping: Grouping; readonly shape: ScopeShape }[]>();
  readonly #single = new Map<string, Evaluated | 'under-way'>();
  #groups = 0;
  #body: Instance | undefined;

  constructor(options: ReportContextOptions) {
    this.report = options.report;
    this.#options = options;
    this.#prepared = new PreparedExpressions(factsOf(options.report));
  }

  /** Outside all data regions: the dataset itself where the report has just one. */
  get body(): Instance {
    if (this.#body === undefined) {
      const [only, ...others] = this.report.dataSets;
      const instance = only === undefined || others.length > 0 ? undefined : this.dataSetInstance(only.name);
      this.#body =
        instance ?? new Instance({ engine: this, shape: bodyShape(undefined), dataSet: undefined, rows: [] });
    }
    return this.#body;
  }

  evaluateProperty(source: Source, instance: Instance): Evaluated {
    const evaluated = singleValue(this.evaluateRaw(source, instance));
    refuseOverBudget(evaluated);
    if (!evaluated.ok) this.warnings.add(source, evaluated);
    return evaluated;
  }

  evaluateRaw(source: Source, instance: Instance): Evaluated {
    if (!source.startsWith('=')) return { ok: true, value: { type: 'String', value: source } };
    const prepared = this.#prepared.get(source, instance.shape);
    if (!prepared.ok) return prepared.outcome;
    return this.#options.run(prepared.expression, this.#placeAt(instance));
  }

  /** Why an expression is refused at a shape of scope, whatever its data; undefined where it is not. */
  refusal(source: Source, shape: ScopeShape): Evaluated | undefined {
    if (!source.startsWith('=')) return undefined;
    const prepared = this.#prepared.get(source, shape);
    return prepared.ok ? undefined : prepared.outcome;
  }

  rowEvaluator(
    instance: Instance,
    sources: readonly Source[],
  ): (row: number, ordinal: number) => readonly Evaluated[] {
    const place = this.#placeAt(instance);
    const evaluators = sources.map((source) => this.#rowExpression(source, instance, place));
    return (row, ordinal) => {
      place.row = row;
      place.ordinal = ordinal;
      return evaluators.map((evaluate) => evaluate());
    };
  }

  /** A field alone is read without an evaluator. */
  #rowExpression(source: Source, instance: Instance, place: PlaceEnvironment): () => Evaluated {
    if (!source.startsWith('=')) return () => ({ ok: true, value: { type: 'String', value: source } });
    const prepared = this.#prepared.get(source, instance.shape);
    if (!prepared.ok) return () => prepared.outcome;
    const { expression } = prepared;
    const { dataSet } = instance;
    const name = fieldValueOf(expression.root);
    const field = name === undefined ? undefined : dataSet?.field(name);
    if (dataSet !== undefined && field?.kind === 'column') {
      const { column } = field;
      return () => ({ ok: true, value: dataSet.cell(place.row ?? 0, column) });
    }
    return () => this.#options.run(expression, place);
  }

  shapeBelow(shape: ScopeShape, grouping: Grouping): ScopeShape {
    const known = this.#shapes.get(shape) ?? [];
    const found = known.find((one) => isSameGrouping(one.grouping, grouping));
    if (found !== undefined) return found.shape;
    const made = groupShape(shape, grouping);
    this.#shapes.set(shape, [...known, { grouping, shape: made }]);
    return made;
  }

  groupsOf(parent: Instance, grouping: Grouping, shape: ScopeShape): readonly Instance[] {
    return makeGroups(parent, grouping, shape);
  }

  cellOf(column: Instance, row: Instance): Instance {
    return this.#cells.cellOf(column, row);
  }

  dataSetInstance(name: string): Instance | undefined {
    let instance = this.#dataSets.get(name);
    if (instance === undefined) {
      const definition = this.report.dataSets.find((dataSet) => dataSet.name === name);
      const table = this.#options.tables.get(name);
      if (definition === undefined || table === undefined) return undefined;
      instance = this.#open(definition, table);
      this.#dataSets.set(name, instance);
    }
    return instance;
  }

  reportVariable(name: string): Evaluated | undefined {
    const definition = this.report.variables.find((variable) => variable.name === name);
    return definition && this.#once(`variable ${name}`, definition.value);
  }

  textBoxValue(name: string): Evaluated | undefined {
    const source = textBoxSource(this.report, name);
    return source === undefined ? undefined : this.#once(`text box ${name}`, source);
  }

  textOf(value: Value): string {
    return this.#options.facts.textOf(value);
  }

  spend(steps: number): void {
    this.#options.facts.session.charge(steps);
  }

  countGroups(count: number): void {
    this.#groups += count;
    const { groups } = this.#options.limits;
    if (this.#groups > groups) {
      throw new RdlError(
        'BUDGET_EXCEEDED',
        `The data regions of the report have more than ${groups} groups.`,
      );
    }
  }

  #placeAt(instance: Instance): PlaceEnvironment {
    return new PlaceEnvironment(this.#options.facts, this.#answer, instance);
  }

  /** Evaluated in the body at the first use; one that needs itself fails. */
  #once(key: string, source: Source): Evaluated {
    const known = this.#single.get(key);
    if (known === 'under-way') {
      return failure('StackOverflowException', 'rsRuntimeErrorInExpression', `The ${key} needs itself.`);
    }
    if (known !== undefined) return known;
    this.#single.set(key, 'under-way');
    const value = this.evaluateRaw(source, this.body);
    this.#single.set(key, value);
    return value;
  }

  #open(definition: DataSetDefinition, table: DataTable): Instance {
    const { rows: limit } = this.#options.limits;
    if (table.rows.length > limit) {
      throw new RdlError('BUDGET_EXCEEDED', `Dataset '${definition.name}' has more than ${limit} rows.`, {
        element: definition.name,
      });
    }
    const shape = bodyShape(definition.name);
    const dataSet: LoadedDataSet = new LoadedDataSet({
      definition,
      table,
      comparers: comparersOf(definition, this.#options.facts.culture.name),
      calculate: (row, expression) => calculate(row, expression),
    });
    const all = Array.from({ length: table.rows.length }, (_, row) => row);
    const unfiltered = new Instance({ engine: this, shape, dataSet, rows: all });
    const calculate = this.rowValue(unfiltered);
    const rows = this.filterRows(unfiltered, definition.filters, `dataset '${definition.name}'`);
    return rows === all ? unfiltered : new Instance({ engine: this, shape, dataSet, rows });
  }

  /** The rows of an instance that pass; filters of datasets and regions look at single rows. */
  filterRows(instance: Instance, filters: DataSetDefinition['filters'], label: string): readonly number[] {
    const comparer = instance.dataSet?.comparers.data;
    if (filters.length === 0 || comparer === undefined) return instance.rows;
    return filterItems(instance.rows, filters, { evaluate: this.rowValue(instance), comparer, label });
  }

  /** Evaluates sources in single rows; each source is bound once. */
  rowValue(instance: Instance): (row: number, source: Source) => Evaluated {
    const bound = new Map<Source, (row: number, ordinal: number) => readonly Evaluated[]>();
    return (row, source) => {
      let evaluate = bound.get(source);
      if (evaluate === undefined) {
        evaluate = this.rowEvaluator(instance, [source]);
        bound.set(source, evaluate);
      }
      const [value] = evaluate(row, 0);
      return value ?? failure('compile', 'rsCompilerErrorInExpression', 'There is no expression.');
    };
  }
}

/** Text of datasets is compared without regard to case unless the dataset says otherwise. */
function comparersOf(definition: DataSetDefinition, culture: string): Comparers {
  const caseSensitive = definition.caseSensitivity?.toLowerCase() === 'true';
  return {
    data: createComparer(culture, { caseSensitive }),
    exact: createComparer(culture, { caseSensitive: true }),
  };
}

/** A property is a single value: arrays and objects of the collections are none. */
function singleValue(evaluated: Evaluated): Evaluated {
  if (!evaluated.ok) return evaluated;
  const { type } = evaluated.value;
  if (type !== 'Array' && type !== 'Object') return evaluated;
  return failure(
    'ReportProcessingException',
    'rsInvalidExpressionDataType',
    'The expression gives no single value.',
  );
}
