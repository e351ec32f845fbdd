import type { Bound } from '../expressions/bind/bound.ts';
import { compileError } from '../expressions/bind/context.ts';
import { type Action, Flow } from './flow.ts';

/** Stores a value in a place. @throws CompileFault where the target is none */
export function store(target: Bound, value: Bound['run']): Action {
  const { place } = target;
  if (place === undefined)
    return compileError('Expression is a value and cannot be the target of an assignment.', target.span);
  return (frame) => {
    const held = place(frame);
    held.set(value(frame));
    return Flow.next;
  };
}
