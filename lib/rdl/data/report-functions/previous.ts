import type { CallNode, Node } from '../../expressions/ast.ts';
import type { InnerEvaluate } from '../../expressions/environment.ts';
import type { Evaluated, Value } from '../../values/value.ts';
import { NOTHING } from '../../values/value.ts';
import { argumentNodes, constantTextOf } from '../analysis/walk.ts';
import type { PlaceEnvironment } from '../environments/place-environment.ts';
import { hasDirectField } from '../publish/direct-fields.ts';
import type { Instance } from '../scopes/instance.ts';
import { chainBetween, findAround, placesLike, regionOf } from '../scopes/navigation.ts';
import { evaluateAt, success } from './outcome.ts';

/**
 * Previous: the expression at the instance before this one, in the order shown, across outer groups. With the scope of
 * an outer group it is the instance of the same keys in the outer group's previous instance. The region and the dataset
 * have no previous instance: Nothing.
 */
export class PreviousValues {
  readonly #orders = new WeakMap<Instance, Map<object, readonly Instance[]>>();
  readonly #positions = new WeakMap<readonly Instance[], ReadonlyMap<Instance, number>>();

  previous(call: CallNode, place: PlaceEnvironment, evaluate: InnerEvaluate): Evaluated {
    const [value, scopeNode] = argumentNodes(call);
    if (value === undefined) return success(NOTHING);
    const { instance } = place;
    if (instance.shape.kind === 'region') return previousRow(value, place, evaluate);
    const target = this.#targetOf(instance, constantTextOf(scopeNode));
    return target === undefined ? success(NOTHING) : evaluateAt(evaluate, value, place.at(target));
  }

  #targetOf(instance: Instance, name: string | null | undefined): Instance | undefined {
    const { row, column } = instance;
    if (row === undefined || column === undefined) return this.#before(instance, name);
    // In a cell it goes back by rows, unless the scope is one of the columns.
    const isColumn = typeof name === 'string' && findAround(row, name) === undefined;
    if (isColumn) return this.#before(column, name)?.intersect(row);
    const above = this.#before(row, name);
    return above === undefined ? undefined : column.intersect(above);
  }

  #before(instance: Instance, name: string | null | undefined): Instance | undefined {
    const scope = typeof name === 'string' ? findAround(instance, name) : instance;
    if (scope === undefined || scope.shape.kind === 'region') return undefined;
    const outer = this.#neighbour(scope);
    const chain = outer === undefined ? undefined : chainBetween(scope, instance);
    if (outer === undefined || chain === undefined) return undefined;
    return sameKeysBelow(outer, scope, instance);
  }

  /** The instance of the same group before this one. */
  #neighbour(instance: Instance): Instance | undefined {
    const order = this.#orderOf(instance);
    let positions = this.#positions.get(order);
    if (positions === undefined) {
      positions = new Map(order.map((one, position): [Instance, number] => [one, position]));
      this.#positions.set(order, positions);
    }
    return order[(positions.get(instance) ?? 0) - 1];
  }

  #orderOf(instance: Instance): readonly Instance[] {
    const region = regionOf(instance);
    let orders = this.#orders.get(region);
    if (orders === undefined) {
      orders = new Map();
      this.#orders.set(region, orders);
    }
    let order = orders.get(instance.shape);
    if (order === undefined) {
      order = placesLike(instance, region);
      orders.set(instance.shape, order);
    }
    return order;
  }
}

/** Outside all groups of a region a field's previous value is the one of the last row but one. */
function previousRow(value: Node, place: PlaceEnvironment, evaluate: InnerEvaluate): Evaluated {
  const row = place.instance.rows.at(-2);
  if (row === undefined || !hasDirectField(value)) return success(NOTHING);
  const inRow = place.at(place.instance);
  inRow.row = row;
  return evaluateAt(evaluate, value, inRow);
}

/** From `outer` down the path that leads from `scope` to `instance`, by equal keys; details have none: the last one. */
function sameKeysBelow(outer: Instance, scope: Instance, instance: Instance): Instance | undefined {
  const path: Instance[] = [];
  for (let one = instance; one !== scope && one.parent !== undefined; one = one.parent) path.unshift(one);
  let found: Instance | undefined = outer;
  for (const step of path) {
    const siblings: readonly Instance[] = step.grouping === undefined ? [] : found.group(step.grouping);
    found = step.shape.kind === 'detail' ? siblings.at(-1) : siblings.find((one) => hasSameKeys(one, step));
    if (found === undefined) return undefined;
  }
  return found;
}

function hasSameKeys(left: Instance, right: Instance): boolean {
  const comparer = left.dataSet?.comparers.data;
  return left.keys.every((key, index) => {
    const other = right.keys[index];
    const [a, b]: readonly Value[] = [key.ok ? key.value : NOTHING, other?.ok ? other.value : NOTHING];
    return a !== undefined && b !== undefined && comparer?.key(a) === comparer?.key(b);
  });
}
