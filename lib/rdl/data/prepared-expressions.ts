import type { Expression, Node } from '../expressions/ast.ts';
import { parseExpression } from '../expressions/parse.ts';
import type { Source } from '../model/report.ts';
import type { Evaluated } from '../values/value.ts';
import { childNodes } from './analysis/walk.ts';
import { checkExpression } from './publish/check-expression.ts';
import type { DefinitionFacts } from './publish/facts.ts';
import type { ScopeShape } from './scopes/shape.ts';

/** An expression that may be evaluated in its place, or why a report server refuses it there. */
type Prepared =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly outcome: Evaluated };

/**
 * Parses and checks expressions, each once for a shape of scope. Each shape has trees of its own: what is computed for
 * a node at one shape is never taken for another.
 */
export class PreparedExpressions {
  readonly #facts: DefinitionFacts;
  readonly #byShape = new WeakMap<ScopeShape, Map<Source, Prepared>>();

  constructor(facts: DefinitionFacts) {
    this.#facts = facts;
  }

  get(source: Source, shape: ScopeShape): Prepared {
    let prepared = this.#byShape.get(shape);
    if (prepared === undefined) {
      prepared = new Map();
      this.#byShape.set(shape, prepared);
    }
    let one = prepared.get(source);
    if (one === undefined) {
      one = prepare(source, shape, this.#facts);
      prepared.set(source, one);
    }
    return one;
  }
}

function prepare(source: Source, shape: ScopeShape, facts: DefinitionFacts): Prepared {
  const parsed = parseExpression(source);
  if (!parsed.ok) return refused('compile', 'rsCompilerErrorInExpression', parsed.message);
  const called = withCalls(parsed.expression);
  const fault = checkExpression(called.root, shape, facts);
  if (fault !== undefined) return refused('publish', fault.code, fault.message);
  return { ok: true, expression: called };
}

function refused(kind: string, code: string, message: string): Prepared {
  return { ok: false, outcome: { ok: false, kind, code, message } };
}

/** `=Level` is `=Level()`: functions that need no argument may be written as a bare name. */
function withCalls(expression: Expression): Expression {
  const ends = bareCalls(expression.root);
  if (ends.length === 0) return expression;
  let source = expression.source;
  for (const end of ends.toSorted((left, right) => right - left)) {
    source = `${source.slice(0, end)}()${source.slice(end)}`;
  }
  const parsed = parseExpression(source);
  return parsed.ok ? parsed.expression : expression;
}

function bareCalls(node: Node): readonly number[] {
  if (node.kind === 'name') return /^(level|countrows)$/i.test(node.name) ? [node.end] : [];
  const children = childNodes(node);
  const isCallOfName = node.kind === 'call' && node.target.kind === 'name';
  return (isCallOfName ? children.slice(1) : children).flatMap(bareCalls);
}
