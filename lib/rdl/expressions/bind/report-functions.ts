import { EvaluationFault } from '../../values/fault.ts';
import type { CallNode } from '../ast.ts';
import { REPORT_FUNCTIONS, type ReportFunction } from '../environment.ts';
import { evaluateNode } from '../evaluate-node.ts';
import { type Bound, boundValue } from './bound.ts';
import type { BindContext } from './context.ts';

const byLowerName: ReadonlyMap<string, ReportFunction> = new Map(
  REPORT_FUNCTIONS.map((name) => [name.toLowerCase(), name]),
);

/** The report function that a call names, in any case; undefined where it names another thing. */
export function reportFunctionOf(node: CallNode): ReportFunction | undefined {
  return node.target.kind === 'name' ? byLowerName.get(node.target.name.toLowerCase()) : undefined;
}

/** `Sum(…)` and its like: the environment answers them, with their arguments as syntax. */
export function bindReportFunction(node: CallNode, context: BindContext): Bound | undefined {
  if (!context.hasReportFunctions) return undefined;
  const name = reportFunctionOf(node);
  if (name === undefined) return undefined;
  // The two that give arrays are typed so: `String.Join` picks its overload by that.
  const type = name === 'LookupSet' || name === 'MultiLookup' ? 'Object()' : 'Object';
  return boundValue(type, node, (frame) => {
    const { environment } = frame;
    environment.session.charge(1);
    const outcome = environment.reportFunction(name, node, (inner, other) =>
      evaluateNode(inner, other ?? environment),
    );
    if (outcome.ok) return outcome.value;
    throw new EvaluationFault(outcome.kind, outcome.message, outcome.code);
  });
}
