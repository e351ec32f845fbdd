import type { Grouping } from '../scope.ts';
import type { Instance } from './instance.ts';

/** The region or group of that name at or around an instance; of a cell, rows before columns. Names are exact. */
export function findAround(instance: Instance, name: string): Instance | undefined {
  if (instance.row !== undefined && instance.column !== undefined) {
    return findAround(instance.row, name) ?? findAround(instance.column, name);
  }
  for (let one: Instance | undefined = instance; one !== undefined; one = one.parent) {
    if (one.shape.kind !== 'body' && one.shape.name === name) return one;
  }
  return undefined;
}

/** The outermost instance around: the region, or the body. */
export function regionOf(instance: Instance): Instance {
  let one = instance.row ?? instance;
  while (one.parent !== undefined) one = one.parent;
  return one;
}

/** The groupings from below `outer` down to `inner`; undefined where `outer` is not around it. */
export function chainBetween(outer: Instance, inner: Instance): readonly Grouping[] | undefined {
  const chain: Grouping[] = [];
  let one = inner;
  while (one !== outer) {
    if (one.parent === undefined || one.grouping === undefined) return undefined;
    chain.unshift(one.grouping);
    one = one.parent;
  }
  return chain;
}

/** All instances at the end of a chain of groupings inside another, in the order shown. */
export function instancesAt(outer: Instance, chain: readonly Grouping[]): readonly Instance[] {
  let level: readonly Instance[] = [outer];
  for (const grouping of chain) level = level.flatMap((instance) => instance.group(grouping));
  return level;
}

/**
 * The places like `place` inside `scope`, in the order in which they are shown: the instances of its group, or the
 * cells of its row and column groups, row by row.
 */
export function placesLike(place: Instance, scope: Instance): readonly Instance[] {
  const { row, column } = place;
  if (row === undefined || column === undefined) return instancesBelow(place, scope);
  const rows = instancesBelow(row, scope);
  const columns = instancesBelow(column, scope);
  return rows.flatMap((one) => columns.map((other) => other.intersect(one)));
}

/** Where the scope is of the other hierarchy, all instances of the region. */
function instancesBelow(place: Instance, scope: Instance): readonly Instance[] {
  const chain = chainBetween(scope, place);
  if (chain !== undefined) return instancesAt(scope, chain);
  const region = regionOf(place);
  return instancesAt(region, chainBetween(region, place) ?? []);
}
