import {
  argumentNodes,
  childNodes,
  constantTextOf,
  fieldValueOf,
  reportFunctionOf,
} from '../../data/analysis/walk.ts';
import type { Node } from '../../expressions/ast.ts';
import { parseExpression } from '../../expressions/parse.ts';
import type { FilterDefinition, Report, Source } from '../../model/report.ts';
import type { RdlElement } from '../../reader/element.ts';

export type FieldUse = {
  /** How often something that takes only this type is done with the field. */
  readonly votes: Readonly<Record<'number' | 'date' | 'image' | 'shape', number>>;
  /** Texts and numbers that the report compares the field with: rows without them would be filtered away. */
  readonly constants: readonly (string | number)[];
};

export type FieldUses = ReadonlyMap<string, FieldUse>;

/** What the expressions of a report do with its fields, by field name. */
export function fieldUses(report: Report): FieldUses {
  const search = new UseSearch();
  for (const item of report.items) search.visitElement(item.element);
  for (const dataSet of report.dataSets) {
    for (const field of dataSet.fields) if ('expression' in field) search.visit(field.expression);
    for (const filter of dataSet.filters) search.visitFilter(filter);
  }
  for (const { value } of report.variables) search.visit(value);
  return search.uses;
}

const NUMBER_AGGREGATES: ReadonlySet<string> = new Set(['Sum', 'Avg', 'StDev', 'StDevP', 'Var', 'VarP']);
const NUMBER_FUNCTIONS: ReadonlySet<string> = new Set([
  'abs',
  'round',
  'int',
  'fix',
  'sqrt',
  'ceiling',
  'floor',
  'formatnumber',
  'formatpercent',
  'formatcurrency',
]);
const DATE_FUNCTIONS: ReadonlySet<string> = new Set([
  'year',
  'month',
  'day',
  'hour',
  'minute',
  'weekday',
  'dateadd',
  'datediff',
  'datepart',
  'formatdatetime',
]);
const DATE_MEMBERS: ReadonlySet<string> = new Set([
  'year',
  'month',
  'day',
  'dayofweek',
  'adddays',
  'addmonths',
  'toshortdatestring',
  'date',
  'hour',
]);
const COMPARISONS: ReadonlySet<string> = new Set(['=', '<>', '<', '>', '<=', '>=']);
const ARITHMETIC: ReadonlySet<string> = new Set(['*', '/', '\\', '-', 'Mod', '^']);

type MutableUse = {
  votes: { number: number; date: number; image: number; shape: number };
  constants: (string | number)[];
};

class UseSearch {
  readonly uses = new Map<string, MutableUse>();

  visitElement(element: RdlElement): void {
    this.visit(element.text);
    if (element.name === 'SpatialField')
      this.#use(element.text.replace(/^=Fields!(\w+)\.Value$/, '$1')).votes.shape += 9;
    if (element.name === 'Image' && isDatabaseImage(element)) this.#voteImage(element);
    if (element.name === 'Filter') this.#visitFilterElement(element);
    for (const one of element.children) this.visitElement(one);
  }

  visitFilter({ expression, values }: Pick<FilterDefinition, 'expression' | 'values'>): void {
    this.visit(expression);
    const field = fieldOfSource(expression);
    if (field === undefined) return;
    for (const { text } of values) {
      const constant = constantOfSource(text);
      if (constant !== undefined) this.#use(field).constants.push(constant);
    }
  }

  visit(source: Source): void {
    const parsed = source.startsWith('=') ? parseExpression(source) : undefined;
    if (parsed?.ok) this.#visitNode(parsed.expression.root);
  }

  #visitFilterElement(element: RdlElement): void {
    const expression = element.children.find(({ name }) => name === 'FilterExpression')?.text ?? '';
    const values = element.children.find(({ name }) => name === 'FilterValues')?.children ?? [];
    this.visitFilter({ expression, values: values.map(({ text }) => ({ text, dataType: undefined })) });
  }

  #voteImage(element: RdlElement): void {
    const value = element.children.find(({ name }) => name === 'Value')?.text ?? '';
    const field = fieldOfSource(value);
    if (field !== undefined) this.#use(field).votes.image += 9;
  }

  #visitNode(node: Node): void {
    if (node.kind === 'binary') this.#visitBinary(node.operator, node.left, node.right);
    if (node.kind === 'call') this.#visitCall(node);
    if (node.kind === 'member' && node.target && DATE_MEMBERS.has(node.name.toLowerCase()))
      this.#vote(fieldsOf(node.target), 'date');
    for (const one of childNodes(node)) this.#visitNode(one);
  }

  #visitBinary(operator: string, left: Node, right: Node): void {
    if (ARITHMETIC.has(operator)) this.#vote([...fieldsOf(left), ...fieldsOf(right)], 'number');
    if (!COMPARISONS.has(operator)) return;
    for (const [one, other] of [
      [left, right],
      [right, left],
    ] as const) {
      const constant = constantOf(other);
      if (constant === undefined) continue;
      for (const field of fieldsOf(one)) {
        if (typeof constant === 'number') this.#use(field).votes.number += 1;
        else this.#use(field).constants.push(constant);
      }
    }
  }

  #visitCall(node: Extract<Node, { kind: 'call' }>): void {
    const aggregate = reportFunctionOf(node);
    const name = node.target.kind === 'name' ? node.target.name.toLowerCase() : '';
    const [first] = argumentNodes(node);
    const aggregates = aggregate !== undefined && NUMBER_AGGREGATES.has(aggregate);
    if (aggregates && first) this.#vote(fieldsOf(first), 'number', 3);
    if (NUMBER_FUNCTIONS.has(name) && first) this.#vote(fieldsOf(first), 'number');
    if (DATE_FUNCTIONS.has(name)) this.#vote(argumentNodes(node).flatMap(fieldsOf), 'date', 2);
  }

  #vote(fields: readonly string[], type: 'number' | 'date', weight = 1): void {
    for (const field of fields) this.#use(field).votes[type] += weight;
  }

  #use(field: string): MutableUse {
    const known = this.uses.get(field);
    if (known) return known;
    const use: MutableUse = { votes: { number: 0, date: 0, image: 0, shape: 0 }, constants: [] };
    this.uses.set(field, use);
    return use;
  }
}

function isDatabaseImage(element: RdlElement): boolean {
  return element.children.some(({ name, text }) => name === 'Source' && text.trim() === 'Database');
}

/** The field that a node is the value of, also inside parentheses, a conversion or a plain aggregate. */
function fieldsOf(node: Node): readonly string[] {
  const field = fieldValueOf(node);
  if (field !== undefined) return [field];
  if (node.kind === 'parenthesized') return fieldsOf(node.inner);
  if (node.kind === 'cast') return fieldsOf(node.operand);
  const [first] = node.kind === 'call' && reportFunctionOf(node) !== undefined ? argumentNodes(node) : [];
  return first ? fieldsOf(first) : [];
}

function fieldOfSource(source: Source): string | undefined {
  const parsed = source.startsWith('=') ? parseExpression(source) : undefined;
  return parsed?.ok ? fieldsOf(parsed.expression.root)[0] : undefined;
}

function constantOfSource(source: Source): string | number | undefined {
  if (!source.startsWith('=')) return source;
  const parsed = parseExpression(source);
  return parsed.ok ? constantOf(parsed.expression.root) : undefined;
}

function constantOf(node: Node): string | number | undefined {
  const text = constantTextOf(node);
  if (typeof text === 'string') return text;
  if (node.kind !== 'literal') return undefined;
  return 'value' in node.value && typeof node.value.value === 'number' ? node.value.value : undefined;
}
