import type { Frame } from '../expressions/bind/bound.ts';

/** How a statement ends: with the next one, or by leaving or repeating a block around it. */
export const Flow = {
  next: 0,
  exitFor: 1,
  exitDo: 2,
  exitWhile: 3,
  exitSelect: 4,
  exitTry: 5,
  exitMethod: 6,
  continueFor: 7,
  continueDo: 8,
  continueWhile: 9,
  resumeNext: 10,
  resumeAgain: 11,
  /** From here on: the label of this number. */
  firstLabel: 100,
} as const;

/** A statement ready to run. */
export type Action = (frame: Frame) => number;

/** Runs statements in order; a jump to one of `labels` goes on there, any other flow leaves. */
export function sequence(actions: readonly Action[], labels: ReadonlyMap<number, number>): Action {
  const [only] = actions;
  if (only === undefined) return () => Flow.next;
  if (labels.size === 0) {
    if (actions.length === 1) return only;
    return (frame) => {
      for (const action of actions) {
        const flow = action(frame);
        if (flow !== Flow.next) return flow;
      }
      return Flow.next;
    };
  }
  return (frame) => {
    for (let index = 0; index < actions.length; index++) {
      frame.environment.session.charge(1);
      const flow = actions[index]?.(frame) ?? Flow.next;
      const target = labels.get(flow);
      if (target !== undefined) index = target - 1;
      else if (flow !== Flow.next) return flow;
    }
    return Flow.next;
  };
}
