import type { CallNode, Node } from '../../expressions/ast.ts';
import type { InnerEvaluate } from '../../expressions/environment.ts';
import type { Evaluated } from '../../values/value.ts';
import type { Accumulator } from '../aggregates/accumulator.ts';
import type { AggregateName } from '../aggregates/create-accumulator.ts';
import { AGGREGATES, createAccumulator } from '../aggregates/create-accumulator.ts';
import { directAggregates } from '../analysis/aggregates-in.ts';
import { argumentNodes, constantTextOf, nameOf } from '../analysis/walk.ts';
import type { PlaceEnvironment } from '../environments/place-environment.ts';
import type { Instance } from '../scopes/instance.ts';
import { findAround, placesLike, regionOf } from '../scopes/navigation.ts';
import { evaluateAt, failure, feed, resultOf, success } from './outcome.ts';

/**
 * RunningValue and RowNumber: over the rows of all places like this one in the scope, up to and with this one, in the
 * order shown. All places of a scope are computed in one pass.
 */
export class RunningValues {
  readonly #results = new WeakMap<Instance, Map<CallNode, ReadonlyMap<Instance, Evaluated>>>();

  runningValue(call: CallNode, place: PlaceEnvironment, evaluate: InnerEvaluate): Evaluated {
    const [value, functionNode, scopeNode] = argumentNodes(call);
    const aggregate = aggregateOf(functionNode);
    const scope = scopeOf(place.instance, scopeNode);
    if (value === undefined || aggregate === undefined || scope?.dataSet === undefined) return unknownScope();
    const accumulator = createAccumulator(aggregate, scope.dataSet.comparers);
    return this.#at(call, scope, place.instance, (instance) =>
      feedPlace(accumulator, value, place.at(instance), evaluate),
    );
  }

  rowNumber(call: CallNode, place: PlaceEnvironment): Evaluated {
    if (place.ordinal !== undefined) return success({ type: 'Int32', value: place.ordinal + 1 });
    const [scopeNode] = argumentNodes(call);
    const scope = scopeOf(place.instance, scopeNode);
    if (scope === undefined) return unknownScope();
    let count = 0;
    return this.#at(call, scope, place.instance, (instance) => {
      count += instance.rowCount;
      return success({ type: 'Int32', value: count });
    });
  }

  #at(call: CallNode, scope: Instance, place: Instance, step: (instance: Instance) => Evaluated): Evaluated {
    let byCall = this.#results.get(scope);
    if (byCall === undefined) {
      byCall = new Map();
      this.#results.set(scope, byCall);
    }
    let results = byCall.get(call);
    if (results === undefined) {
      results = runThrough(scope.shape.kind === 'body' ? [scope] : placesLike(place, scope), step);
      byCall.set(call, results);
    }
    return results.get(scope.shape.kind === 'body' ? scope : place) ?? unknownScope();
  }
}

/** An error stays for all places after it. */
function runThrough(
  places: readonly Instance[],
  step: (instance: Instance) => Evaluated,
): ReadonlyMap<Instance, Evaluated> {
  const results = new Map<Instance, Evaluated>();
  let fault: Evaluated | undefined;
  for (const instance of places) {
    const result: Evaluated = fault ?? step(instance);
    if (!result.ok) fault = result;
    results.set(instance, result);
  }
  return results;
}

function feedPlace(
  accumulator: Accumulator,
  value: Node,
  place: PlaceEnvironment,
  evaluate: InnerEvaluate,
): Evaluated {
  if (directAggregates(value).length > 0) {
    return feed(accumulator, evaluateAt(evaluate, value, place)) ?? resultOf(accumulator);
  }
  for (const row of place.instance.rows) {
    place.row = row;
    const fault = feed(accumulator, evaluateAt(evaluate, value, place));
    if (fault !== undefined) return fault;
  }
  return resultOf(accumulator);
}

function aggregateOf(node: Node | undefined): AggregateName | undefined {
  const name = nameOf(node)?.toLowerCase();
  return AGGREGATES.find((one) => one.toLowerCase() === name);
}

/** `Nothing` and the dataset mean the outermost instance around. */
function scopeOf(place: Instance, argument: Node | undefined): Instance | undefined {
  const name = constantTextOf(argument);
  if (place.shape.kind === 'body') {
    return typeof name === 'string' ? place.engine.dataSetInstance(name) : undefined;
  }
  return (typeof name === 'string' ? findAround(place, name) : undefined) ?? regionOf(place);
}

function unknownScope(): Evaluated {
  return failure('publish', 'rsInvalidAggregateScope', 'The scope of a running value is not known here.');
}
