import type { Node } from '../../expressions/ast.ts';
import type { ReportFunction } from '../../expressions/environment.ts';
import { AGGREGATES } from '../aggregates/create-accumulator.ts';
import { argumentNodes, childNodes, reportFunctionOf } from './walk.ts';

/** The aggregates directly inside an expression: not those inside another one, nor in a lookup's other dataset. */
export function directAggregates(node: Node): readonly Node[] {
  const name = reportFunctionOf(node);
  if (name !== undefined && isAggregate(name)) return [node];
  if (node.kind === 'call' && name !== undefined && isLookup(name)) {
    const [source] = argumentNodes(node);
    return source === undefined ? [] : directAggregates(source);
  }
  return childNodes(node).flatMap(directAggregates);
}

export function isAggregate(name: ReportFunction): boolean {
  return name === 'CountRows' || name === 'Aggregate' || AGGREGATES.some((one) => one === name);
}

export function isLookup(name: ReportFunction): boolean {
  return name === 'Lookup' || name === 'LookupSet' || name === 'MultiLookup';
}
