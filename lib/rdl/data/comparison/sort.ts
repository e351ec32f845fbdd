import type { SortDefinition, Source } from '../../model/report.ts';
import type { Evaluated, Value } from '../../values/value.ts';
import { ProcessingError, refuseOverBudget } from '../processing-error.ts';
import type { Comparer } from './comparer.ts';
import { IncomparableValues } from './comparer.ts';

/** What of an item (a row, a group instance) sorts and filters look at. */
export type ItemEvaluator<Item> = (item: Item, source: Source) => Evaluated;

/**
 * Sorts by the expressions in turn; equal items keep their order, in descending sorts too.
 * @param label names what is sorted, for the error text
 * @throws ProcessingError where an expression fails or its values cannot be compared
 */
export function sortItems<Item>(
  items: readonly Item[],
  sorts: readonly SortDefinition[],
  options: { readonly evaluate: ItemEvaluator<Item>; readonly comparer: Comparer; readonly label: string },
): readonly Item[] {
  if (sorts.length === 0 || items.length < 2) return items;
  const { evaluate, comparer, label } = options;
  const keyed = items.map((item) => ({
    item,
    keys: sorts.map((sort) => requireValue(evaluate(item, sort.expression), sort.expression, label)),
  }));
  const signs = sorts.map((sort) => (sort.direction === 'Descending' ? -1 : 1));
  try {
    keyed.sort((left, right) => compareKeys(left.keys, right.keys, signs, comparer));
  } catch (error) {
    if (!(error instanceof IncomparableValues)) throw error;
    throw new ProcessingError('rsComparisonError', `The sort of ${label} fails: ${error.message}`, label);
  }
  return keyed.map(({ item }) => item);
}

function compareKeys(
  left: readonly Value[],
  right: readonly Value[],
  signs: readonly number[],
  comparer: Comparer,
): number {
  for (const [index, sign] of signs.entries()) {
    const [a, b] = [left[index], right[index]];
    if (a === undefined || b === undefined) continue;
    const order = comparer.compare(a, b);
    if (order !== 0) return order * sign;
  }
  return 0;
}

/** The value of an expression that must not fail, for the report cannot go on without it. */
export function requireValue(evaluated: Evaluated, source: Source, label: string): Value {
  if (evaluated.ok) return evaluated.value;
  refuseOverBudget(evaluated);
  throw new ProcessingError(
    evaluated.code ?? 'rsRuntimeErrorInExpression',
    `The expression '${source}' of ${label} fails: ${evaluated.message}`,
    label,
  );
}
