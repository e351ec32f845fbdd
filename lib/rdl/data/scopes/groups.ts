import type { Evaluated, Value } from '../../values/value.ts';
import type { Comparer } from '../comparison/comparer.ts';
import { filterItems } from '../comparison/filter.ts';
import { requireValue, sortItems } from '../comparison/sort.ts';
import { classOf } from '../comparison/value-class.ts';
import { ProcessingError } from '../processing-error.ts';
import type { Grouping } from '../scope.ts';
import { Instance } from './instance.ts';
import { arrangeRecursively } from './recursion.ts';
import type { ScopeShape } from './shape.ts';

/**
 * The instances of a grouping inside another instance: rows with equal keys are one instance, in the order in which
 * keys appear; then filters, then sorts. Without expressions each row is one.
 * @throws ProcessingError, RdlError BUDGET_EXCEEDED
 */
export function makeGroups(parent: Instance, grouping: Grouping, shape: ScopeShape): readonly Instance[] {
  const { engine, dataSet } = parent;
  if (dataSet === undefined) return [];
  const label = grouping.name === undefined ? 'a group' : `group '${grouping.name}'`;
  const comparer = dataSet.comparers.data;
  const all =
    grouping.expressions.length === 0
      ? detailInstances(parent, grouping, shape)
      : keyedInstances(parent, grouping, shape, label);
  engine.countGroups(all.length);
  const evaluate = (instance: Instance, source: string): Evaluated => engine.evaluateRaw(source, instance);
  const kept = filterItems(all, grouping.filters, { evaluate, comparer, label });
  const sorted = sortItems(kept, grouping.sorts, { evaluate, comparer, label });
  if (grouping.parent === undefined || grouping.expressions.length === 0) return sorted;
  const { parent: parentSource } = grouping;
  return arrangeRecursively(sorted, {
    key: (instance) => keyOf(instance.keys.map(valueOrNothing), comparer),
    parentKey: (instance) => {
      const value = requireValue(evaluate(instance, parentSource), parentSource, label);
      return classOf(value) === 'nothing' ? undefined : keyOf([value], comparer);
    },
  });
}

function detailInstances(parent: Instance, grouping: Grouping, shape: ScopeShape): readonly Instance[] {
  const { engine, dataSet } = parent;
  return parent.rows.map((row) => new Instance({ engine, shape, dataSet, rows: [row], parent, grouping }));
}

function keyedInstances(
  parent: Instance,
  grouping: Grouping,
  shape: ScopeShape,
  label: string,
): readonly Instance[] {
  const { engine, dataSet } = parent;
  if (dataSet === undefined) return [];
  const comparer = dataSet.comparers.data;
  const evaluateKeys = engine.rowEvaluator(parent, grouping.expressions);
  const found = new Map<string, { readonly keys: readonly Evaluated[]; readonly rows: number[] }>();
  for (const [ordinal, row] of parent.rows.entries()) {
    const keys = evaluateKeys(row, ordinal);
    const values = keys.map((key, index) => groupValue(key, grouping.expressions[index] ?? '', label));
    const text = keyOf(values, comparer);
    const group = found.get(text);
    if (group === undefined) found.set(text, { keys, rows: [row] });
    else group.rows.push(row);
  }
  return [...found.values()].map(
    ({ keys, rows }) => new Instance({ engine, shape, dataSet, rows, parent, grouping, keys }),
  );
}

function groupValue(key: Evaluated, source: string, label: string): Value {
  const value = requireValue(key, source, label);
  if (classOf(value) !== 'none') return value;
  throw new ProcessingError(
    'rsInvalidGroupExpressionDataType',
    `The grouping expression '${source}' of ${label} gives no single value.`,
    label,
  );
}

function valueOrNothing(key: Evaluated): Value {
  return key.ok ? key.value : { type: 'Nothing' };
}

/** Values are joined by a character that keys cannot begin with. */
function keyOf(values: readonly Value[], comparer: Comparer): string {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return comparer.key(only);
  return values.map((value) => comparer.key(value)).join('\u0000');
}
