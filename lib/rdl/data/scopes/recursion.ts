import type { Instance } from './instance.ts';

/**
 * Arranges the instances of a recursive group depth first: each below the one whose key its parent expression gives.
 * An instance whose parent is not there, or that stands in a circle, is at the top. Siblings keep their order.
 */
export function arrangeRecursively(
  instances: readonly Instance[],
  keys: {
    readonly key: (instance: Instance) => string;
    /** Undefined where the parent expression gives Nothing. */
    readonly parentKey: (instance: Instance) => string | undefined;
  },
): readonly Instance[] {
  const byKey = new Map(instances.map((instance) => [keys.key(instance), instance]));
  const parents = new Map<Instance, Instance>();
  for (const instance of instances) {
    const key = keys.parentKey(instance);
    const parent = key === undefined ? undefined : byKey.get(key);
    if (parent !== undefined && !isBelow(parent, instance, parents)) parents.set(instance, parent);
  }
  const below = Map.groupBy(instances, (instance) => parents.get(instance));
  const ordered: Instance[] = [];
  // A stack of its own: a chain of bosses may be longer than the call stack.
  const open = [...(below.get(undefined) ?? [])].reverse();
  for (let instance = open.pop(); instance !== undefined; instance = open.pop()) {
    instance.children = below.get(instance) ?? [];
    instance.level = (parents.get(instance)?.level ?? -1) + 1;
    ordered.push(instance);
    open.push(...[...instance.children].reverse());
  }
  return ordered;
}

/** Whether `instance` is `other` or stands below it. */
function isBelow(instance: Instance, other: Instance, parents: ReadonlyMap<Instance, Instance>): boolean {
  for (let one: Instance | undefined = instance; one !== undefined; one = parents.get(one)) {
    if (one === other) return true;
  }
  return false;
}

/** The rows of an instance and of all below it, for recursive aggregates. */
export function rowsWithDescendants(instance: Instance): readonly number[] {
  const rows: number[] = [];
  const open = [instance];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    for (const row of one.rows) rows.push(row);
    open.push(...[...one.children].reverse());
  }
  return rows;
}
