import type { FilterDefinition } from '../../model/report.ts';
import type { Value } from '../../values/value.ts';
import { ProcessingError } from '../processing-error.ts';
import { typedValue } from '../rows/typed-value.ts';
import type { Comparer } from './comparer.ts';
import { IncomparableValues, toNumber } from './comparer.ts';
import { likePattern } from './like.ts';
import type { ItemEvaluator } from './sort.ts';
import { requireValue } from './sort.ts';
import { classOf } from './value-class.ts';

type FilterOptions<Item> = {
  readonly evaluate: ItemEvaluator<Item>;
  readonly comparer: Comparer;
  /** Names what is filtered, for the error text. */
  readonly label: string;
};

/**
 * The items that pass all filters, in their order. Filters apply one after the other, so that a TopN sees what those
 * before it left ([MS-RDL] 2.330.3). Text is compared without regard to case; Nothing is less than everything.
 * @throws ProcessingError where a filter compares a number with text, or an expression of it fails
 */
export function filterItems<Item>(
  items: readonly Item[],
  filters: readonly FilterDefinition[],
  options: FilterOptions<Item>,
): readonly Item[] {
  return filters.reduce((left, filter) => applyFilter(left, filter, options), items);
}

function applyFilter<Item>(
  items: readonly Item[],
  filter: FilterDefinition,
  options: FilterOptions<Item>,
): readonly Item[] {
  const { evaluate, comparer, label } = options;
  const operand = (item: Item): Value =>
    requireValue(evaluate(item, filter.expression), filter.expression, label);
  const values = (item: Item): readonly Value[] => {
    const all = filter.values.map((value) => filterValue(evaluate, item, value, label));
    if (filter.operator !== 'In' && all.some((one) => one.length !== 1))
      throw manyValues(filter.operator, label);
    return all.flat();
  };
  try {
    switch (filter.operator) {
      case 'TopN':
      case 'BottomN':
      case 'TopPercent':
      case 'BottomPercent': {
        const first = items[0];
        if (first === undefined) return items;
        const count = rankCount(filter.operator, values(first)[0], items.length, label);
        const descending = filter.operator.startsWith('Top');
        return ranked(items, operand, { count, descending, comparer });
      }
      default: {
        const passes = predicate(filter.operator, comparer, label);
        return items.filter((item) => passes(operand(item), values(item)));
      }
    }
  } catch (error) {
    if (!(error instanceof IncomparableValues)) throw error;
    throw new ProcessingError(
      'rsComparisonTypeError',
      `A filter of ${label} cannot compare values of types ${error.left.type} and ${error.right.type}.`,
      label,
    );
  }
}

function manyValues(operator: string, label: string): ProcessingError {
  return new ProcessingError(
    'rsInvalidFilterValueDataType',
    `A value of the ${operator} filter of ${label} is a list; only In compares with lists.`,
    label,
  );
}

const CONSTANT_TYPES: Readonly<Record<string, string>> = {
  Boolean: 'Boolean',
  DateTime: 'DateTime',
  Integer: 'Int32',
  Float: 'Double',
};

/** A constant has the type that its DataType names, text otherwise; an array gives all its items. */
function filterValue<Item>(
  evaluate: ItemEvaluator<Item>,
  item: Item,
  { text, dataType }: FilterDefinition['values'][number],
  label: string,
): readonly Value[] {
  const value = requireValue(evaluate(item, text), text, label);
  if (value.type === 'Array') return value.items;
  const typeName = text.startsWith('=') ? undefined : CONSTANT_TYPES[dataType ?? ''];
  return [typeName === undefined ? value : (typedValue(text, typeName) ?? value)];
}

type Predicate = (value: Value, against: readonly Value[]) => boolean;

function predicate(operator: string, comparer: Comparer, label: string): Predicate {
  const ordered =
    (test: (order: number) => boolean): Predicate =>
    (value, [first]) =>
      first !== undefined && test(comparer.compare(value, first));
  switch (operator) {
    case 'Equal':
      return ordered((order) => order === 0);
    case 'NotEqual':
      return ordered((order) => order !== 0);
    case 'GreaterThan':
      return ordered((order) => order > 0);
    case 'GreaterThanOrEqual':
      return ordered((order) => order >= 0);
    case 'LessThan':
      return ordered((order) => order < 0);
    case 'LessThanOrEqual':
      return ordered((order) => order <= 0);
    case 'In':
      return (value, against) => against.some((one) => comparer.compare(value, one) === 0);
    case 'Between':
      return (value, [low, high]) =>
        low !== undefined &&
        high !== undefined &&
        comparer.compare(value, low) >= 0 &&
        comparer.compare(value, high) <= 0;
    case 'Like':
      return (value, [pattern]) => matchesLike(value, pattern);
    default:
      throw new ProcessingError(
        'rsInvalidFilterOperator',
        `'${operator}' of ${label} is no filter operator.`,
        label,
      );
  }
}

/** Text alone can be like a pattern; Nothing never is. */
function matchesLike(value: Value, pattern: Value | undefined): boolean {
  if (pattern === undefined || classOf(value) === 'nothing' || classOf(pattern) === 'nothing') return false;
  if (value.type !== 'String' || pattern.type !== 'String') throw new IncomparableValues(value, pattern);
  return likePattern(pattern.value).test(value.value);
}

/** How many places the ranking has; a percentage is rounded up, so that some item is always left. */
function rankCount(operator: string, value: Value | undefined, items: number, label: string): number {
  const count =
    value === undefined ? Number.NaN : value.type === 'String' ? Number(value.value) : toNumber(value);
  const isPercent = operator.endsWith('Percent');
  if (value === undefined || Number.isNaN(count) || (!isPercent && !Number.isInteger(count))) {
    throw new ProcessingError(
      'rsInvalidFilterValueDataType',
      `The value of the ${operator} filter of ${label} is no ${isPercent ? 'number' : 'whole number'}.`,
      label,
    );
  }
  return isPercent ? Math.ceil((items * count) / 100) : count;
}

/** The items whose value is among the first `count`, ties included, in their order. */
function ranked<Item>(
  items: readonly Item[],
  operand: (item: Item) => Value,
  options: { readonly count: number; readonly descending: boolean; readonly comparer: Comparer },
): readonly Item[] {
  const { count, descending, comparer } = options;
  if (count <= 0) return [];
  const valued = items.map((item) => ({ item, value: operand(item) }));
  const sign = descending ? -1 : 1;
  const order = valued.map(({ value }) => value).sort((left, right) => comparer.compare(left, right) * sign);
  const limit = order[Math.min(count, order.length) - 1];
  if (limit === undefined) return [];
  return valued.filter(({ value }) => comparer.compare(value, limit) * sign <= 0).map(({ item }) => item);
}
