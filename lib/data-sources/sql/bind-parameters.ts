import { DomainError } from '../../errors.ts';
import type { Value } from '../../rdl/values/value.ts';
import type { DatabaseKind } from '../connection/provider-kind.ts';
import { sqlParts } from './sql-parts.ts';

export type QueryParameter = { readonly name: string; readonly value: Value };

/** A statement with placeholders of its own database, and the values in their order; SQL Server's go by name. */
export type BoundSql = { readonly text: string; readonly values: readonly QueryParameter[] };

/** Fewer than SQL Server's 2,100, PostgreSQL's and MySQL's 65,535. */
const MOST_VALUES = 2_000;

/** The name alone: definitions write `@Year`, `:Year` or `Year`. */
export function plainName(name: string): string {
  return name.replace(/^[@:?]+/, '');
}

/**
 * Puts placeholders where a query names its parameters (`@Year`, for PostgreSQL also `:Year`; without regard to case),
 * outside quotes and comments. A multi-value parameter becomes a list, an empty one NULL. What is named but not a
 * parameter, such as a variable of the batch, stays as it is.
 * @param marker writes a placeholder: number from 1, the parameter's value
 */
export function bindNamed(
  sql: string,
  parameters: readonly QueryParameter[],
  kind: DatabaseKind,
  marker: (index: number, value: Value) => string,
): BoundSql {
  const known = new Map(parameters.map((one) => [plainName(one.name).toLowerCase(), one]));
  const values: QueryParameter[] = [];
  const marks = new Map<QueryParameter, string>();
  const markOf = (parameter: QueryParameter): string => {
    const kept = marks.get(parameter);
    // A placeholder with a number or a name can stand twice; a question mark takes the next value each time.
    if (kept !== undefined && kind !== 'mysql') return kept;
    const mark = listOf(parameter)
      .map((value, index, all) => {
        const name =
          all.length === 1 && !isList(parameter.value)
            ? plainName(parameter.name)
            : `${plainName(parameter.name)}_${index}`;
        values.push({ name, value });
        return kind === 'sql-server' ? `@${name}` : marker(values.length, value);
      })
      .join(', ');
    marks.set(parameter, mark);
    return mark;
  };
  const text = mapOpen(sql, kind, (open) =>
    open.replace(kind === 'postgres' ? COLON_OR_AT : AT, (written, name: string) => {
      const parameter = known.get(name.toLowerCase());
      return parameter === undefined ? written : markOf(parameter);
    }),
  );
  requireFew(values);
  return { text, values };
}

const AT = /(?<![@\w$#])@([\p{L}_][\p{L}\p{N}_$#]*)/gu;
const COLON_OR_AT = /(?<![@:\w$#])[@:]([\p{L}_][\p{L}\p{N}_$#]*)/gu;

/** The same for question marks, which take the parameters in the order of the definition. */
export function bindPositional(
  sql: string,
  parameters: readonly QueryParameter[],
  kind: DatabaseKind,
  marker: (index: number, value: Value) => string,
): BoundSql {
  const values: QueryParameter[] = [];
  let next = 0;
  const text = mapOpen(sql, kind, (open) =>
    open.replace(/\?/g, () => {
      const parameter = parameters[next];
      next += 1;
      if (parameter === undefined)
        throw new DomainError('DATA_QUERY_REFUSED', {
          detail: 'The query has more question marks than parameters.',
        });
      return listOf(parameter)
        .map((value) => {
          values.push({ name: `p${values.length + 1}`, value });
          return kind === 'sql-server' ? `@p${values.length}` : marker(values.length, value);
        })
        .join(', ');
    }),
  );
  requireFew(values);
  return { text, values };
}

/** A stored procedure takes a multi-value parameter as one text, its values joined with commas. */
export function joinList({ name, value }: QueryParameter, textOf: (value: Value) => string): QueryParameter {
  if (value.type !== 'Array') return { name, value };
  return { name, value: { type: 'String', value: value.items.map(textOf).join(',') } };
}

function isList(value: Value): boolean {
  return value.type === 'Array';
}

function listOf({ value }: QueryParameter): readonly Value[] {
  if (value.type !== 'Array') return [value];
  return value.items.length === 0 ? [{ type: 'Nothing' }] : value.items;
}

function mapOpen(sql: string, kind: DatabaseKind, change: (open: string) => string): string {
  return sqlParts(sql, kind)
    .map((part) => (part.kind === 'open' ? change(part.text) : part.text))
    .join('');
}

function requireFew(values: readonly QueryParameter[]): void {
  if (values.length <= MOST_VALUES) return;
  throw new DomainError('DATA_QUERY_REFUSED', {
    detail: `The query would take ${values.length} values; ${MOST_VALUES} are allowed. Choose fewer values of the multi-value parameter.`,
  });
}
