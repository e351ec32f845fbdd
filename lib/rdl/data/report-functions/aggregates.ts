import type { CallNode, Node } from '../../expressions/ast.ts';
import type { InnerEvaluate } from '../../expressions/environment.ts';
import type { Evaluated } from '../../values/value.ts';
import { NOTHING } from '../../values/value.ts';
import type { Accumulator } from '../aggregates/accumulator.ts';
import type { AggregateName } from '../aggregates/create-accumulator.ts';
import { createAccumulator } from '../aggregates/create-accumulator.ts';
import { directAggregates } from '../analysis/aggregates-in.ts';
import { argumentNodes, fieldValueOf, nameOf } from '../analysis/walk.ts';
import type { PlaceEnvironment } from '../environments/place-environment.ts';
import type { Instance } from '../scopes/instance.ts';
import { rowsWithDescendants } from '../scopes/recursion.ts';
import { evaluateAt, failure, feed, resultOf, success } from './outcome.ts';
import { placesOfNested, scopeInstance } from './scope-of-call.ts';

/** Sum to VarP and CountRows. Each is computed once for an instance. */
export class Aggregates {
  readonly #results = new WeakMap<Instance, Map<CallNode, Evaluated>>();
  readonly #nested = new WeakMap<Node, readonly Node[]>();

  aggregate(
    name: AggregateName,
    call: CallNode,
    place: PlaceEnvironment,
    evaluate: InnerEvaluate,
  ): Evaluated {
    const [value, scope, flag] = argumentNodes(call);
    const target = scopeInstance(place.instance, scope);
    if (value === undefined || target === undefined) return unknownScope(name);
    let results = this.#results.get(target);
    if (results === undefined) {
      results = new Map();
      this.#results.set(target, results);
    }
    let result = results.get(call);
    if (result === undefined) {
      result = this.#compute(name, value, { target, isRecursive: isRecursive(flag), place, evaluate });
      results.set(call, result);
    }
    return result;
  }

  countRows(call: CallNode, place: PlaceEnvironment): Evaluated {
    const [scope, flag] = argumentNodes(call);
    const target = scopeInstance(place.instance, scope);
    if (target === undefined) return unknownScope('CountRows');
    const count = isRecursive(flag) ? rowsWithDescendants(target).length : target.rowCount;
    return success({ type: 'Int32', value: count });
  }

  #compute(name: AggregateName, value: Node, call: Computation): Evaluated {
    const { target } = call;
    if (target.dataSet === undefined) return unknownScope(name);
    const accumulator = createAccumulator(name, target.dataSet.comparers);
    const nested = this.#nestedIn(value);
    const fault =
      nested.length > 0
        ? feedPlaces(accumulator, value, nested, call)
        : feedRows(name, accumulator, value, call);
    return fault ?? resultOf(accumulator);
  }

  #nestedIn(value: Node): readonly Node[] {
    let nested = this.#nested.get(value);
    if (nested === undefined) {
      nested = directAggregates(value);
      this.#nested.set(value, nested);
    }
    return nested;
  }
}

type Computation = {
  readonly target: Instance;
  readonly isRecursive: boolean;
  readonly place: PlaceEnvironment;
  readonly evaluate: InnerEvaluate;
};

function unknownScope(name: string): Evaluated {
  return failure('publish', 'rsInvalidAggregateScope', `The scope of ${name} is not known here.`);
}

function isRecursive(flag: Node | undefined): boolean {
  return nameOf(flag)?.toLowerCase() === 'recursive';
}

function feedPlaces(
  accumulator: Accumulator,
  value: Node,
  nested: readonly Node[],
  { target, place, evaluate }: Computation,
): Evaluated | undefined {
  for (const instance of placesOfNested(nested, target, place.instance)) {
    const fault = feed(accumulator, evaluateAt(evaluate, value, place.at(instance)));
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function feedRows(
  name: AggregateName,
  accumulator: Accumulator,
  value: Node,
  { target, isRecursive: recursive, place, evaluate }: Computation,
): Evaluated | undefined {
  const rows = recursive ? rowsWithDescendants(target) : target.rows;
  const direct = feedColumn(name, accumulator, value, target, rows);
  if (direct !== 'not-direct') return direct;
  const inRow = place.at(target);
  for (const row of rows) {
    inRow.row = row;
    const fault = feed(accumulator, evaluateAt(evaluate, value, inRow));
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** `Fields!A.Value` alone, by far the most frequent argument, is read without an evaluator. */
function feedColumn(
  name: AggregateName,
  accumulator: Accumulator,
  value: Node,
  target: Instance,
  rows: readonly number[],
): Evaluated | undefined | 'not-direct' {
  const { dataSet, engine } = target;
  const field = fieldValueOf(value);
  const source = field === undefined ? undefined : dataSet?.field(field);
  if (dataSet === undefined || source === undefined || source.kind === 'calculated') return 'not-direct';
  const ends = name === 'First' ? rows.slice(0, 1) : name === 'Last' ? rows.slice(-1) : rows;
  engine.spend(ends.length);
  for (const row of ends) {
    const cell = source.kind === 'missing' ? NOTHING : dataSet.cell(row, source.column);
    const fault = feed(accumulator, success(cell));
    if (fault !== undefined) return fault;
  }
  return undefined;
}
