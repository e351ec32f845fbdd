import type { BinaryOperator, Node } from '../expressions/ast.ts';
import type { Bound } from '../expressions/bind/bound.ts';
import { convertBound } from '../expressions/bind/convert-bound.ts';
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
  const compared = (operator: BinaryOperator, value: Node): Test =>
    conditionOf(binary(operator, subject, likeSubject(binder.bind(value), subject), span));
  switch (clause.kind) {
    case 'value':
      return compared('=', clause.value);
    case 'comparison':
      return compared(clause.operator, clause.value);
    default: {
      const isAbove = compared('>=', clause.from);
      const isBelow = compared('<=', clause.to);
      return (frame) => isAbove(frame) && isBelow(frame);
    }
  }
}

/** What is compared takes the type of the subject, so 2 is `Case 2.4`; where one is an Object, values are compared as they are. */
function likeSubject(value: Bound, subject: Bound): Bound {
  return subject.type === 'Object' || value.type === 'Object' ? value : convertBound(value, subject.type);
}
