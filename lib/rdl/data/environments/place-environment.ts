import type { CallNode } from '../../expressions/ast.ts';
import type { InnerEvaluate, ReportFunction } from '../../expressions/environment.ts';
import { ExpressionAbort } from '../../expressions/environment.ts';
import { EvaluationFault } from '../../values/fault.ts';
import type { Evaluated, Value } from '../../values/value.ts';
import { NOTHING } from '../../values/value.ts';
import type { Instance } from '../scopes/instance.ts';
import type { RenderingFacts } from './report-environment.ts';
import { ReportEnvironment } from './report-environment.ts';

/** Answers report functions at a place. */
export type ReportFunctionAnswer = (
  name: ReportFunction,
  call: CallNode,
  place: PlaceEnvironment,
  evaluate: InnerEvaluate,
) => Evaluated;

/** An instance, and the row in it whose fields count. */
export class PlaceEnvironment extends ReportEnvironment {
  readonly instance: Instance;
  readonly answer: ReportFunctionAnswer;
  /** Of the dataset's rows; undefined where the instance has none. Moved on by those who go over rows. */
  row: number | undefined;
  /** The row's place in the instance from 0, where single rows are evaluated. */
  ordinal: number | undefined;

  constructor(facts: RenderingFacts, answer: ReportFunctionAnswer, instance: Instance) {
    super(facts);
    this.instance = instance;
    this.answer = answer;
    this.row = instance.rows[0];
  }

  override field(name: string, member: string): Value | undefined {
    const { dataSet } = this.instance;
    const source = dataSet?.field(name);
    if (dataSet === undefined || source === undefined) return undefined;
    // Without a row the whole expression is Nothing, even IsNothing(Fields!A.Value).
    if (this.row === undefined) throw new ExpressionAbort({ ok: true, value: NOTHING });
    switch (member.toLowerCase()) {
      case 'ismissing':
        return { type: 'Boolean', value: source.kind === 'missing' };
      case 'value':
        if (source.kind === 'missing') throw new ExpressionAbort({ ok: true, value: NOTHING });
        if (source.kind === 'column') return dataSet.cell(this.row, source.column);
        return unwrap(dataSet.calculated(name, source.expression, this.row));
      default:
        return undefined;
    }
  }

  override variable(name: string, member: string): Value | undefined {
    if (member.toLowerCase() !== 'value') return undefined;
    const value = groupVariable(this.instance, name) ?? this.instance.engine.reportVariable(name);
    return value === undefined ? undefined : unwrap(value);
  }

  override reportItem(name: string, member: string): Value | undefined {
    if (member.toLowerCase() !== 'value') return undefined;
    const value = this.instance.engine.textBoxValue(name);
    return value === undefined ? undefined : unwrap(value);
  }

  override reportFunction(name: ReportFunction, call: CallNode, evaluate: InnerEvaluate): Evaluated {
    return this.answer(name, call, this, evaluate);
  }

  /** The same rendering at another instance, standing on its first row. */
  at(instance: Instance): PlaceEnvironment {
    return new PlaceEnvironment(this.facts, this.answer, instance);
  }
}

function groupVariable(instance: Instance, name: string): Evaluated | undefined {
  if (instance.row !== undefined && instance.column !== undefined) {
    return groupVariable(instance.row, name) ?? groupVariable(instance.column, name);
  }
  for (let one: Instance | undefined = instance; one !== undefined; one = one.parent) {
    const value = one.variable(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** A failure inside is one of the expression that asks. */
function unwrap(evaluated: Evaluated): Value {
  if (evaluated.ok) return evaluated.value;
  throw new EvaluationFault(evaluated.kind, evaluated.message, evaluated.code);
}
