import { type Bound, boundConstant, type Frame } from '../expressions/bind/bound.ts';
import { dominantType } from '../expressions/bind/casts.ts';
import { compileError } from '../expressions/bind/context.ts';
import { convertBound } from '../expressions/bind/convert-bound.ts';
import { binary, conditionOf } from '../expressions/bind/operators.ts';
import { convertValue, toBoolean } from '../expressions/conversions/convert.ts';
import { invalidCast, nullReference } from '../expressions/faults.ts';
import { enumerate } from '../expressions/library/enumerate.ts';
import { runtimeType, visualBasicName } from '../expressions/runtime-type.ts';
import { elementOf, isArrayType, type StaticType } from '../expressions/static-type.ts';
import { int32 } from '../values/make.ts';
import { type Action, Flow } from './flow.ts';
import type { StatementBinder } from './statement-binder.ts';
import type { LoopVariable, Statement } from './syntax.ts';

type Of<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

/** What the flow of a loop's body means for the loop: go on, stop, or leave with a flow of its own. */
type Turn = 'on' | 'stop' | number;

function turnOf(flow: number, exit: number, again: number): Turn {
  if (flow === Flow.next || flow === again) return 'on';
  return flow === exit ? 'stop' : flow;
}

/** The variable of a loop: a new one where it has a type or the name is unknown, else the old one. */
function loopVariable(variable: LoopVariable, inferred: StaticType, binder: StatementBinder): Bound {
  const { name, type, target } = variable;
  if (name !== undefined && type !== undefined) {
    return binder.declareLocal(name, binder.resolveType(type, target), target);
  }
  const isKnown = name === undefined || binder.binder.scope.lookup(name, target) !== undefined;
  if (name !== undefined && !isKnown) return binder.declareLocal(name, inferred, target);
  return binder.binder.bind(target);
}

/** `For i = a To b Step c`: the bounds are evaluated once, and the counter ends one step past. @throws CompileFault */
export function bindFor(statement: Of<'for'>, outer: StatementBinder): Action {
  const binder = outer.nested();
  const from = binder.binder.bind(statement.from);
  const to = binder.binder.bind(statement.to);
  const step =
    statement.step === undefined
      ? boundConstant(int32(1), 'Int32', statement)
      : binder.binder.bind(statement.step);
  const counter = loopVariable(statement.variable, dominantType([from, to, step]), binder);
  const { type, place } = counter;
  if (place === undefined) return compileError('The loop control variable cannot be assigned to.', statement);
  const limit = binder.temporary(type, statement);
  const stride = binder.temporary(type, statement);
  const zero = convertBound(boundConstant(int32(0), 'Int32', statement), type);
  const truth = (operator: '<=' | '>=' | '<', left: Bound, right: Bound) =>
    conditionOf(binary(operator, left, right, statement));
  const isBackward = truth('<', stride, zero);
  const isBelow = truth('<=', counter, limit);
  const isAbove = truth('>=', counter, limit);
  const advance = convertBound(binary('+', counter, stride, statement), type).run;
  const start = convertBound(from, type).run;
  const [end, by] = [convertBound(to, type).run, convertBound(step, type).run];
  const body = binder.block(statement.body);
  return (frame) => {
    const first = start(frame);
    frame.locals[limit.slot] = end(frame);
    frame.locals[stride.slot] = by(frame);
    place(frame).set(first);
    const holds = isBackward(frame) ? isAbove : isBelow;
    while (holds(frame)) {
      frame.environment.session.charge(1);
      const turn = turnOf(body(frame), Flow.exitFor, Flow.continueFor);
      if (turn === 'stop') break;
      if (turn !== 'on') return turn;
      place(frame).set(advance(frame));
    }
    return Flow.next;
  };
}

/** The type of what a collection gives: characters of a text, elements of an array, the argument of a generic type. */
function itemType(type: StaticType): StaticType {
  if (type === 'String') return 'Char';
  if (isArrayType(type)) return elementOf(type);
  const argument = /^\w+\(Of (.*)\)$/.exec(type)?.[1];
  if (argument === undefined) return 'Object';
  return /^(Sorted)?Dictionary/.test(type) ? `KeyValuePair(Of ${argument})` : argument;
}

/** @throws CompileFault */
export function bindForEach(statement: Of<'forEach'>, outer: StatementBinder): Action {
  const binder = outer.nested();
  const items = binder.binder.bind(statement.items);
  const target = loopVariable(statement.variable, itemType(items.type), binder);
  const { place, type } = target;
  if (place === undefined) return compileError('The loop control variable cannot be assigned to.', statement);
  const body = binder.block(statement.body);
  return (frame) => {
    for (const item of itemsOf(items, frame)) {
      frame.environment.session.charge(1);
      place(frame).set(convertValue(item, type, frame.environment));
      const turn = turnOf(body(frame), Flow.exitFor, Flow.continueFor);
      if (turn === 'stop') break;
      if (turn !== 'on') return turn;
    }
    return Flow.next;
  };
}

function itemsOf(items: Bound, frame: Frame) {
  const value = items.run(frame);
  if (value.type === 'Nothing') throw nullReference();
  const list = enumerate(value);
  if (list === undefined) throw invalidCast(visualBasicName(runtimeType(value)), 'IEnumerable');
  // The loop goes through what there was when it began.
  return [...list];
}

/** Do and While. @throws CompileFault */
export function bindLoop(statement: Of<'loop'>, outer: StatementBinder): Action {
  const { condition, isUntil, isTestedFirst, loop } = statement;
  const test = condition === undefined ? undefined : convertBound(outer.binder.bind(condition), 'Boolean');
  const holds = (frame: Frame) =>
    test === undefined || toBoolean(test.run(frame), frame.environment) !== isUntil;
  const body = outer.block(statement.body);
  const [exit, again] = loop === 'do' ? [Flow.exitDo, Flow.continueDo] : [Flow.exitWhile, Flow.continueWhile];
  return (frame) => {
    for (let isFirst = isTestedFirst ? 0 : 1; isFirst > 0 || holds(frame); isFirst = 0) {
      frame.environment.session.charge(1);
      const turn = turnOf(body(frame), exit, again);
      if (turn === 'stop') break;
      if (turn !== 'on') return turn;
    }
    return Flow.next;
  };
}
