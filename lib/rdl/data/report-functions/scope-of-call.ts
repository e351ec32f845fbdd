import type { Node } from '../../expressions/ast.ts';
import { argumentNodes, constantTextOf, reportFunctionOf } from '../analysis/walk.ts';
import type { Instance } from '../scopes/instance.ts';
import { findAround, instancesAt, placesLike } from '../scopes/navigation.ts';
import { groupingsDownTo, pathOf } from '../scopes/shape.ts';

/** The instance that an aggregate covers: where it stands, or what its scope names. */
export function scopeInstance(place: Instance, argument: Node | undefined): Instance | undefined {
  const name = constantTextOf(argument);
  if (typeof name !== 'string') return place;
  return findAround(place, name) ?? place.engine.dataSetInstance(name);
}

/**
 * Where an expression that holds aggregates is evaluated for an aggregate around it: in each instance of the innermost
 * scope that they name, within `outer`. Without a name they mean the place itself.
 */
export function placesOfNested(
  aggregates: readonly Node[],
  outer: Instance,
  place: Instance,
): readonly Instance[] {
  let deepest: Instance | undefined;
  let below: readonly Instance[] | undefined;
  let depth = -1;
  for (const node of aggregates) {
    const name = scopeName(node);
    const around = name === undefined ? place : findAround(place, name);
    if (around !== undefined) {
      const aroundDepth = pathOf(around.shape).length;
      if (deepest === undefined || aroundDepth > pathOf(deepest.shape).length) deepest = around;
      continue;
    }
    const chain = groupingsDownTo(outer.shape, name ?? '');
    if (chain !== undefined && chain.length > depth) {
      depth = chain.length;
      below = instancesAt(outer, chain);
    }
  }
  const places = below ?? (deepest === undefined ? [outer] : placesLike(deepest, outer));
  return places.filter((one) => one.rowCount > 0);
}

function scopeName(node: Node): string | undefined {
  if (node.kind !== 'call') return undefined;
  const text = constantTextOf(argumentNodes(node)[reportFunctionOf(node) === 'CountRows' ? 0 : 1]);
  return typeof text === 'string' ? text : undefined;
}
