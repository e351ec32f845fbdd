import { compileError } from '../expressions/bind/context.ts';
import { convertBound } from '../expressions/bind/convert-bound.ts';
import { integerOf } from '../expressions/bind/operators.ts';
import { textOf } from '../expressions/conversions/convert.ts';
import { argumentFault } from '../expressions/faults.ts';
import { stringValue } from '../values/make.ts';
import { type Action, Flow } from './flow.ts';
import type { StatementBinder } from './statement-binder.ts';
import type { Statement } from './syntax.ts';

type Assign = Extract<Statement, { kind: 'assign' }>;

/** `Mid(text, start, length) = part`, which overwrites in place; undefined for other assignments. */
export function bindMid(statement: Assign, { binder }: StatementBinder): Action | undefined {
  const { target, operator } = statement;
  const isMid =
    target.kind === 'call' && target.target.kind === 'name' && target.target.name.toLowerCase() === 'mid';
  if (!isMid || operator !== undefined) return undefined;
  const [text, start, length] = target.arguments.map(({ value }) =>
    value === undefined ? undefined : binder.bind(value),
  );
  if (text?.place === undefined || start === undefined)
    return compileError('The first argument of Mid must be a variable.', statement);
  const { place } = text;
  const from = integerOf(start);
  const count = length === undefined ? undefined : integerOf(length);
  const part = convertBound(binder.bind(statement.value), 'String').run;
  return (frame) => {
    const held = place(frame);
    const { culture } = frame.environment;
    const old = textOf(held.get(), culture) ?? '';
    const at = from(frame) - 1;
    if (at < 0 || at >= old.length) throw argumentFault("Argument 'Start' is not a valid value.");
    const written = (textOf(part(frame), culture) ?? '').slice(
      0,
      Math.min(count?.(frame) ?? old.length, old.length - at),
    );
    held.set(stringValue(old.slice(0, at) + written + old.slice(at + written.length)));
    return Flow.next;
  };
}
