import type { Node } from '../../expressions/ast.ts';
import type { CollectionReference } from '../analysis/walk.ts';
import { childNodes, collectionReferenceOf, reportFunctionOf } from '../analysis/walk.ts';
import type { ScopeShape } from '../scopes/shape.ts';
import { pathOf } from '../scopes/shape.ts';
import { checkReportFunction } from './check-report-function.ts';
import { checkRunningScopes } from './check-running-scopes.ts';
import type { DefinitionFacts, Surroundings } from './facts.ts';
import { PublishFault } from './facts.ts';

/**
 * Checks what a report server checks when a report is published: that names exist, that scopes are around the place,
 * that aggregates nest as they may.
 * @returns the fault for which a server refuses the report; undefined where there is none
 */
export function checkExpression(
  root: Node,
  shape: ScopeShape,
  facts: DefinitionFacts,
): PublishFault | undefined {
  try {
    checkNode(root, {
      facts,
      shape,
      fieldsOf: shape.dataSetName,
      inside: 'nothing',
      outer: undefined,
      inLookup: false,
    });
    checkRunningScopes(root, shape);
    return undefined;
  } catch (error) {
    if (error instanceof PublishFault) return error;
    throw error;
  }
}

/** Checks a node and all below it. @throws PublishFault */
function checkNode(node: Node, around: Surroundings): void {
  const name = reportFunctionOf(node);
  if (name !== undefined && node.kind === 'call') {
    checkReportFunction(name, node, around, checkNode);
    return;
  }
  const reference = collectionReferenceOf(node);
  if (reference !== undefined) checkReference(reference, around);
  for (const inner of childNodes(node)) checkNode(inner, around);
}

function checkReference({ collection, name, isDynamic }: CollectionReference, around: Surroundings): void {
  if (collection === 'Variables' && around.inside !== 'nothing') throw variableFault(around);
  if (name === undefined || isDynamic) return;
  switch (collection) {
    case 'Fields':
      checkField(name, around);
      return;
    case 'Parameters':
      if (around.facts.parameters.has(name)) return;
      throw new PublishFault('rsParameterReference', `There is no report parameter '${name}'.`);
    case 'Variables':
      if (around.facts.variables.has(name) || hasGroupVariable(around.shape, name)) return;
      throw new PublishFault(
        'rsInvalidVariableReference',
        `There is no variable '${name}' around the expression.`,
      );
    case 'ReportItems':
      if (around.facts.reportItems.has(name)) return;
      throw new PublishFault('rsReportItemReference', `There is no text box '${name}'.`);
    case 'DataSets':
      if (around.facts.dataSets.has(name)) return;
      throw new PublishFault('rsDataSetReference', `There is no dataset '${name}'.`);
    case 'DataSources':
      if (around.facts.dataSources.has(name)) return;
      throw new PublishFault('rsDataSourceReference', `There is no data source '${name}'.`);
    case 'Globals':
      checkGlobal(name);
      return;
    case 'User':
      return;
  }
}

function checkField(name: string, { fieldsOf, facts }: Surroundings): void {
  if (fieldsOf === undefined) {
    const isAmbiguous = facts.dataSets.size > 1;
    throw new PublishFault(
      isAmbiguous ? 'rsFieldReferenceAmbiguous' : 'rsFieldReference',
      isAmbiguous
        ? `The field '${name}' is used outside all data regions of a report with several datasets, without a scope.`
        : `There is no dataset for the field '${name}'.`,
    );
  }
  if (facts.dataSets.get(fieldsOf)?.has(name)) return;
  throw new PublishFault('rsFieldReference', `The dataset '${fieldsOf}' has no field '${name}'.`);
}

/** Pages are known to page headers and footers only. */
function checkGlobal(name: string): void {
  if (name === 'OverallPageNumber' || name === 'OverallTotalPages') {
    throw new PublishFault('rsOverallPageNumberInBody', `Globals!${name} is for page headers and footers.`);
  }
  if (name === 'PageNumber' || name === 'TotalPages') {
    throw new PublishFault('rsPageNumberInBody', `Globals!${name} is for page headers and footers.`);
  }
}

function variableFault({ inside }: Surroundings): PublishFault {
  const code =
    inside === 'previous'
      ? 'rsVariableInPreviousAggregate'
      : inside === 'lookup-target'
        ? 'rsLookupOfVariable'
        : 'rsAggregateofVariable';
  return new PublishFault(code, 'A report function cannot take a report or group variable.');
}

function hasGroupVariable(shape: ScopeShape, name: string): boolean {
  return pathOf(shape).some((one) => one.variables.some((variable) => variable.name === name));
}
