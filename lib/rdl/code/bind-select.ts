import type { Bound } from '../expressions/bind/bound.ts';
import { binary, conditionOf } from '../expressions/bind/operators.ts';
import { type Action, Flow } from './flow.ts';
import type { StatementBinder } from './statement-binder.ts';
import type { CaseClause, Statement } from './syntax.ts';

type Select = Extract<Statement, { kind: 'select' }>;
type Test = ReturnType<typeof conditionOf>;

/** Select Case: the subject is evaluated once, and the clauses are tried in order. @throws CompileFault */
export function bindSelect(statement: Select, binder: StatementBinder): Action {
  const subject = binder.binder.bind(statement.subject);
  const type = subject.type === 'Nothing' ? 'Object' : subject.type;
  const held = binder.temporary(type, statement.subject);
  const cases = statement.cases.map(({ clauses, body }) => ({
    tests: clauses.map((clause) => testOf(clause, held, binder)),
    action: binder.block(body),
  }));
  const otherwise = binder.block(statement.otherwise);
  return (frame) => {
    frame.locals[held.slot] = subject.run(frame);
    const found = cases.find(({ tests }) => tests.some((test) => test(frame)));
    const flow = (found?.action ?? otherwise)(frame);
    return flow === Flow.exitSelect ? Flow.next : flow;
  };
}

function testOf(clause: CaseClause, subject: Bound, { binder }: StatementBinder): Test {
  const { span } = subject;
  switch (clause.kind) {
    case 'value':
      return conditionOf(binary('=', subject, binder.bind(clause.value), span));
    case 'comparison':
      return conditionOf(binary(clause.operator, subject, binder.bind(clause.value), span));
    default: {
      const isAbove = conditionOf(binary('>=', subject, binder.bind(clause.from), span));
      const isBelow = conditionOf(binary('<=', subject, binder.bind(clause.to), span));
      return (frame) => isAbove(frame) && isBelow(frame);
    }
  }
}
