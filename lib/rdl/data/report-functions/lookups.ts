import type { CallNode, Node } from '../../expressions/ast.ts';
import type { InnerEvaluate } from '../../expressions/environment.ts';
import type { Evaluated, Value } from '../../values/value.ts';
import { NOTHING } from '../../values/value.ts';
import { argumentNodes, constantTextOf } from '../analysis/walk.ts';
import type { Comparer } from '../comparison/comparer.ts';
import { toNumber } from '../comparison/comparer.ts';
import { classOf, commonClass } from '../comparison/value-class.ts';
import type { PlaceEnvironment } from '../environments/place-environment.ts';
import type { Instance } from '../scopes/instance.ts';
import { evaluateAt, failure, success } from './outcome.ts';

type Entry = { readonly value: Value; readonly row: number };

/** The rows of the other dataset by the value of the destination expression; or why they cannot be indexed. */
type Index = {
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  readonly fault: Evaluated | undefined;
};

/**
 * Lookup, LookupSet and MultiLookup. Text matches without regard to case, Nothing matches Nothing, numbers match
 * across types, but a Double and a Decimal of the same value cannot be compared, nor can False and 0: an error.
 */
export class Lookups {
  readonly #indexes = new WeakMap<CallNode, Index>();

  lookup(
    name: 'Lookup' | 'LookupSet' | 'MultiLookup',
    call: CallNode,
    place: PlaceEnvironment,
    evaluate: InnerEvaluate,
  ): Evaluated {
    const [source, destination, result, scopeNode] = argumentNodes(call);
    const scopeName = constantTextOf(scopeNode);
    const target =
      typeof scopeName === 'string' ? place.instance.engine.dataSetInstance(scopeName) : undefined;
    if (source === undefined || destination === undefined || result === undefined || target === undefined) {
      return failure('publish', 'rsInvalidLookupScope', `The scope of ${name} is no dataset.`);
    }
    const key = evaluate(source, place);
    if (!key.ok) return key;
    const isList = key.value.type === 'Array';
    if (isList !== (name === 'MultiLookup') || (classOf(key.value) === 'none' && !isList)) {
      return failure(
        'ReportProcessingException',
        'rsLookupOfInvalidExpressionDataType',
        `The first argument of ${name} is ${isList ? 'a list' : 'no list'} of values.`,
      );
    }
    const index = this.#indexOf(call, destination, place.at(target), evaluate);
    if (index.fault !== undefined) return index.fault;
    const search: Search = { index, comparer: comparerOf(target), result, place: place.at(target), evaluate };
    if (key.value.type === 'Array')
      return collect(key.value.items.flatMap((item) => find(item, search).slice(0, 1)));
    const found = find(key.value, search);
    if (name === 'LookupSet') return collect(found);
    return found[0]?.() ?? success(NOTHING);
  }

  #indexOf(call: CallNode, destination: Node, place: PlaceEnvironment, evaluate: InnerEvaluate): Index {
    let index = this.#indexes.get(call);
    if (index === undefined) {
      index = buildIndex(destination, place, evaluate);
      this.#indexes.set(call, index);
    }
    return index;
  }
}

function comparerOf(target: Instance): Comparer | undefined {
  return target.dataSet?.comparers.data;
}

function buildIndex(destination: Node, place: PlaceEnvironment, evaluate: InnerEvaluate): Index {
  const entries = new Map<string, Entry[]>();
  const comparer = comparerOf(place.instance);
  for (const row of place.instance.rows) {
    place.row = row;
    const evaluated = evaluateAt(evaluate, destination, place);
    if (!evaluated.ok) return { entries, fault: evaluated };
    const bucket = bucketOf(evaluated.value, comparer);
    const list = entries.get(bucket);
    if (list === undefined) entries.set(bucket, [{ value: evaluated.value, row }]);
    else list.push({ value: evaluated.value, row });
  }
  return { entries, fault: undefined };
}

/** Values of one bucket are compared; False and 0 share theirs. */
function bucketOf(value: Value, comparer: Comparer | undefined): string {
  const kind = classOf(value);
  const isZero = (kind === 'integer' || kind === 'float' || kind === 'decimal') && toNumber(value) === 0;
  if (isZero || (value.type === 'Boolean' && !value.value)) return 'zero';
  return comparer?.key(value) ?? '';
}

type Search = {
  readonly index: Index;
  readonly comparer: Comparer | undefined;
  readonly result: Node;
  readonly place: PlaceEnvironment;
  readonly evaluate: InnerEvaluate;
};

/** The results of the rows that match, each evaluated when it is asked for. */
function find(key: Value, search: Search): readonly (() => Evaluated)[] {
  const { index, comparer, result, place, evaluate } = search;
  const entries = index.entries.get(bucketOf(key, comparer)) ?? [];
  return entries.map(({ value, row }) => () => {
    if (commonClass(classOf(value), classOf(key)) === undefined) {
      return failure(
        'ReportProcessingException',
        'rsRuntimeErrorInExpression',
        `A lookup cannot compare values of types ${key.type} and ${value.type}.`,
      );
    }
    place.row = row;
    return evaluateAt(evaluate, result, place);
  });
}

function collect(results: readonly (() => Evaluated)[]): Evaluated {
  const items: Value[] = [];
  for (const result of results) {
    const evaluated = result();
    if (!evaluated.ok) return evaluated;
    items.push(evaluated.value);
  }
  return success({ type: 'Array', element: 'Object', items });
}
