import type { Source } from '../../model/report.ts';
import type { Evaluated, Value } from '../../values/value.ts';
import type { LoadedDataSet } from '../rows/loaded-data-set.ts';
import type { Grouping, Scope } from '../scope.ts';
import type { ScopeShape } from './shape.ts';

/** What instances and report functions need of the rendering around them. */
export interface Engine {
  /** A property's value: no arrays, and what fails is noted among the warnings. */
  evaluateProperty(source: Source, instance: Instance): Evaluated;
  /** Any value, also arrays; nothing is noted. */
  evaluateRaw(source: Source, instance: Instance): Evaluated;
  /** Evaluates expressions in single rows of an instance; `ordinal` is the row's place in it, from 0. */
  rowEvaluator(
    instance: Instance,
    sources: readonly Source[],
  ): (row: number, ordinal: number) => readonly Evaluated[];
  shapeBelow(shape: ScopeShape, grouping: Grouping): ScopeShape;
  groupsOf(parent: Instance, grouping: Grouping, shape: ScopeShape): readonly Instance[];
  cellOf(column: Instance, row: Instance): Instance;
  /** The instance that a dataset is as a whole; undefined where it was not given. */
  dataSetInstance(name: string): Instance | undefined;
  /** A report variable's value; undefined where there is none of that name. */
  reportVariable(name: string): Evaluated | undefined;
  /** The value of a text box outside all data regions; undefined for every other one. */
  textBoxValue(name: string): Evaluated | undefined;
  /** The text of a value in the report's language. */
  textOf(value: Value): string;
  /** Counts work that no expression step stands for. @throws EvaluationFault past the budget */
  spend(steps: number): void;
  /** @throws RdlError BUDGET_EXCEEDED */
  countGroups(count: number): void;
}

type InstanceOptions = {
  readonly engine: Engine;
  readonly shape: ScopeShape;
  readonly dataSet: LoadedDataSet | undefined;
  /** Numbers of the rows in their dataset, in the region's order. */
  readonly rows: readonly number[];
  readonly parent?: Instance;
  readonly grouping?: Grouping;
  readonly keys?: readonly Evaluated[];
  readonly row?: Instance;
  readonly column?: Instance;
};

/** An instance of a dataset, data region, group, detail row or cell; everything below it is made when asked for. */
export class Instance implements Scope {
  readonly engine: Engine;
  readonly shape: ScopeShape;
  readonly dataSet: LoadedDataSet | undefined;
  readonly rows: readonly number[];
  /** The instance around a group: another group or the region. */
  readonly parent: Instance | undefined;
  readonly grouping: Grouping | undefined;
  readonly keys: readonly Evaluated[];
  /** Of a cell, the instances that meet in it. */
  readonly row: Instance | undefined;
  readonly column: Instance | undefined;
  /** Set when a recursive group is arranged, as `children`, the instances directly below. */
  level = 0;
  children: readonly Instance[] = [];
  #groups: Map<ScopeShape, readonly Instance[]> | undefined;
  #cells: Map<Instance, Instance> | undefined;
  #variables: Map<string, Evaluated> | undefined;

  constructor(options: InstanceOptions) {
    this.engine = options.engine;
    this.shape = options.shape;
    this.dataSet = options.dataSet;
    this.rows = options.rows;
    this.parent = options.parent;
    this.grouping = options.grouping;
    this.keys = options.keys ?? [];
    this.row = options.row;
    this.column = options.column;
  }

  get rowCount(): number {
    return this.rows.length;
  }

  evaluate(source: Source): Evaluated {
    return this.engine.evaluateProperty(source, this);
  }

  group(grouping: Grouping): readonly Instance[] {
    const shape = this.engine.shapeBelow(this.shape, grouping);
    this.#groups ??= new Map();
    let instances = this.#groups.get(shape);
    if (instances === undefined) {
      instances = this.engine.groupsOf(this, grouping, shape);
      this.#groups.set(shape, instances);
    }
    return instances;
  }

  intersect(other: Scope): Instance {
    if (!(other instanceof Instance)) throw new TypeError('A cell needs a scope of the same report data.');
    if (other.shape.kind === 'region') return this;
    if (this.shape.kind === 'region') return other;
    this.#cells ??= new Map();
    let cell = this.#cells.get(other);
    if (cell === undefined) {
      cell = this.engine.cellOf(this, other);
      this.#cells.set(other, cell);
    }
    return cell;
  }

  /** A group variable of this very instance, evaluated once; one that needs itself fails. */
  variable(name: string): Evaluated | undefined {
    const definition = this.shape.variables.find((variable) => variable.name === name);
    if (definition === undefined) return undefined;
    this.#variables ??= new Map();
    let value = this.#variables.get(name);
    if (value === undefined) {
      this.#variables.set(name, circular(name));
      value = this.engine.evaluateRaw(definition.value, this);
      this.#variables.set(name, value);
    }
    return value;
  }
}

function circular(name: string): Evaluated {
  return {
    ok: false,
    kind: 'StackOverflowException',
    code: 'rsRuntimeErrorInExpression',
    message: `The variable ${name} needs itself.`,
  };
}
