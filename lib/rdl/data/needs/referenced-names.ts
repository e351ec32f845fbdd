import type { Node } from '../../expressions/ast.ts';
import { parseExpression } from '../../expressions/parse.ts';
import type { Source } from '../../model/report.ts';
import {
  argumentNodes,
  collectionReferenceOf,
  constantTextOf,
  findNodes,
  reportFunctionOf,
} from '../analysis/walk.ts';

/** What a set of expressions refers to; names as written. */
export type References = {
  readonly parameters: Set<string>;
  readonly variables: Set<string>;
  readonly reportItems: Set<string>;
  /** Text arguments of report functions: the scopes of aggregates and lookups are among them. */
  readonly scopes: Set<string>;
  /** A field, or an aggregate that may have no scope, stands somewhere: the only dataset of a report is meant. */
  usesFields: boolean;
  /** A parameter is chosen by a computed name: any may be meant. */
  usesAnyParameter: boolean;
  usesCode: boolean;
};

export function noReferences(): References {
  return {
    parameters: new Set(),
    variables: new Set(),
    reportItems: new Set(),
    scopes: new Set(),
    usesFields: false,
    usesAnyParameter: false,
    usesCode: false,
  };
}

/** Adds what an expression refers to; of one that cannot be parsed, what its text seems to name. */
export function addReferences(source: Source, into: References): void {
  if (!source.startsWith('=')) return;
  const parsed = parseExpression(source);
  if (!parsed.ok) {
    addFromText(source, into);
    return;
  }
  for (const node of findNodes(parsed.expression.root, () => true)) addNode(node, into);
}

/** Custom code names parameters as `Report.Parameters!A` or `Parameters!A`. */
export function addFromText(text: string, into: References): void {
  for (const [, name] of text.matchAll(/\bParameters\s*[!(]\s*"?([A-Za-z_]\w*)/gi))
    into.parameters.add(name ?? '');
  for (const [, name] of text.matchAll(/\bVariables\s*[!(]\s*"?([A-Za-z_]\w*)/gi))
    into.variables.add(name ?? '');
  for (const [, literal] of text.matchAll(/"([^"]*)"/g)) into.scopes.add(literal ?? '');
  if (/\bFields\s*[!(]/i.test(text)) into.usesFields = true;
  if (/\bCode\s*\./i.test(text)) into.usesCode = true;
}

function addNode(node: Node, into: References): void {
  if (node.kind === 'name' && node.name.toLowerCase() === 'code') into.usesCode = true;
  if (node.kind === 'call' && reportFunctionOf(node) !== undefined) {
    into.usesFields = true;
    for (const argument of argumentNodes(node)) {
      const text = constantTextOf(argument);
      if (typeof text === 'string') into.scopes.add(text);
    }
  }
  const reference = collectionReferenceOf(node);
  if (reference === undefined) return;
  const { collection, name } = reference;
  if (collection === 'Fields') into.usesFields = true;
  if (collection === 'Parameters' && name === undefined) into.usesAnyParameter = true;
  if (name === undefined) return;
  if (collection === 'Parameters') into.parameters.add(name);
  if (collection === 'Variables') into.variables.add(name);
  if (collection === 'ReportItems') into.reportItems.add(name);
}
