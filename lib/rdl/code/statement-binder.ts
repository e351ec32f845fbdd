import type { Span, TypeReference } from '../expressions/ast.ts';
import type { Binder } from '../expressions/bind/binder.ts';
import { isNothing } from '../expressions/bind/bound.ts';
import { compileError } from '../expressions/bind/context.ts';
import { convertBound } from '../expressions/bind/convert-bound.ts';
import { binary, conditionOf } from '../expressions/bind/operators.ts';
import { elementOf, isArrayType, type StaticType } from '../expressions/static-type.ts';
import { NOTHING, type Value } from '../values/value.ts';
import { arrayOf, bindDim } from './bind-dim.ts';
import { bindErrorStatement, ErrorState, guarded } from './bind-errors.ts';
import { bindFor, bindForEach, bindLoop } from './bind-loops.ts';
import { bindMid } from './bind-mid.ts';
import { bindSelect } from './bind-select.ts';
import { bindTry } from './bind-try.ts';
import { copyStructure } from './code-object.ts';
import type { CodeType } from './code-type.ts';
import type { CompiledCode } from './compile.ts';
import { type Action, Flow, sequence } from './flow.ts';
import { BlockScope, type Variable, type Variables, variable } from './method-scope.ts';
import { store } from './store.ts';
import type { Declarator, Statement } from './syntax.ts';

type Of<K extends Statement['kind']> = Extract<Statement, { kind: K }>;

/** What a method shares among its blocks. */
type MethodContext = {
  readonly module: CompiledCode;
  readonly owner: CodeType;
  readonly variables: Variables;
  /** Undefined in a Sub. */
  readonly resultType: StaticType | undefined;
  readonly errors: ErrorState;
};

/** Binds the statements of a block; blocks in it get a binder of their own. */
export class StatementBinder {
  readonly method: MethodContext;
  readonly binder: Binder;
  readonly scope: BlockScope;

  constructor(
    parts: Omit<MethodContext, 'errors'> & {
      readonly binder: Binder;
      readonly scope: BlockScope;
      readonly errors?: ErrorState;
    },
  ) {
    const { module, owner, variables, resultType } = parts;
    this.method = { module, owner, variables, resultType, errors: parts.errors ?? new ErrorState(variables) };
    this.binder = parts.binder;
    this.scope = parts.scope;
  }

  /** The body of the whole method: labels and error handling are its own. */
  methodBody(body: readonly Statement[]): Action {
    const { errors } = this.method;
    errors.prepare(body);
    return errors.isUsed
      ? errors.guardMethod(this.#actions(body), errors.labelsOf(body))
      : this.#sequence(body);
  }

  /** A block with names of its own. */
  block(body: readonly Statement[], prepare?: (inner: StatementBinder) => void): Action {
    const inner = this.nested();
    prepare?.(inner);
    return inner.#sequence(body);
  }

  nested(binder: Binder = this.binder): StatementBinder {
    const scope = new BlockScope(this.scope);
    return new StatementBinder({ ...this.method, binder: binder.within(scope), scope });
  }

  #sequence(body: readonly Statement[]): Action {
    return sequence(this.#actions(body), this.method.errors.labelsOf(body));
  }

  #actions(body: readonly Statement[]): readonly Action[] {
    const { errors } = this.method;
    return body.map((statement) => {
      const action = this.bind(statement);
      return errors.isUsed ? guarded(action, errors) : action;
    });
  }

  /** @throws CompileFault */
  bind(statement: Statement): Action {
    switch (statement.kind) {
      case 'dim':
        return bindDim(statement, this);
      case 'assign':
        return this.#bindAssign(statement);
      case 'call':
        return this.#bindCall(statement);
      case 'if':
        return this.#bindIf(statement);
      case 'select':
        return bindSelect(statement, this);
      case 'for':
        return bindFor(statement, this);
      case 'forEach':
        return bindForEach(statement, this);
      case 'loop':
        return bindLoop(statement, this);
      case 'exit':
        return flow(EXITS[statement.what]);
      case 'continue':
        return flow(CONTINUES[statement.what]);
      case 'return':
        return this.#bindReturn(statement);
      case 'try':
      case 'throw':
        return bindTry(statement, this);
      case 'with':
        return this.#bindWith(statement);
      case 'using':
        return this.#bindUsing(statement);
      case 'redim':
        return this.#bindRedim(statement);
      case 'erase':
        return this.#bindErase(statement);
      default:
        return bindErrorStatement(statement, this.method.errors);
    }
  }

  /** A new variable of the method that no name stands for. */
  temporary(type: StaticType, span: Span): Variable {
    return variable(this.method.variables.add(this.method.module.initial(type)), type, span);
  }

  /** A new variable of this block. */
  declareLocal(name: string, type: StaticType, span: Span): Variable {
    if (this.scope.has(name))
      return compileError(`Local variable '${name}' is already declared in the current block.`, span);
    const slot = this.method.variables.add(this.method.module.initial(type));
    this.scope.declare(name, (at) => variable(slot, type, at));
    return variable(slot, type, span);
  }

  resolveType(reference: TypeReference, span: Span): StaticType {
    return this.binder.resolveType(reference, span);
  }

  /** The type of a variable: as declared, or that of its initializer. */
  typeOf({ type, initializer, start, end }: Declarator): StaticType {
    const span = { start, end };
    if (type !== undefined) return this.resolveType(type, span);
    if (initializer === undefined) return 'Object';
    const bound = this.binder.bind(initializer);
    return isNothing(bound) ? 'Object' : bound.type;
  }

  #bindAssign(statement: Of<'assign'>): Action {
    const mid = bindMid(statement, this);
    if (mid !== undefined) return mid;
    const target = this.binder.bind(statement.target);
    const value = this.binder.bind(statement.value);
    const { place } = target;
    if (place === undefined)
      return compileError('Expression is a value and cannot be the target of an assignment.', statement);
    if (statement.operator === undefined) return store(target, convertBound(value, target.type).run);
    // The operands of the target are evaluated once: the current value comes from its place.
    const current = this.temporary(target.type, statement);
    const { run } = convertBound(binary(statement.operator, current, value, statement), target.type);
    return (frame) => {
      const held = place(frame);
      frame.locals[current.slot] = held.get();
      held.set(run(frame));
      return Flow.next;
    };
  }

  #bindCall(statement: Of<'call'>): Action {
    const { run } = this.binder.bind(statement.call);
    return (frame) => {
      run(frame);
      return Flow.next;
    };
  }

  #bindIf(statement: Of<'if'>): Action {
    const branches = statement.branches.map(({ condition, body }) => ({
      test: conditionOf(this.binder.bind(condition)),
      action: this.block(body),
    }));
    const otherwise = this.block(statement.otherwise);
    return (frame) => {
      const branch = branches.find(({ test }) => test(frame));
      return (branch?.action ?? otherwise)(frame);
    };
  }

  #bindReturn(statement: Of<'return'>): Action {
    const { resultType } = this.method;
    if (statement.value === undefined) return flow(Flow.exitMethod);
    if (resultType === undefined)
      return compileError("'Return' statement in a Sub cannot return a value.", statement);
    const { run } = convertBound(this.binder.bind(statement.value), resultType);
    return (frame) => {
      frame.locals[0] = copyStructure(run(frame));
      return Flow.exitMethod;
    };
  }

  #bindWith(statement: Of<'with'>): Action {
    const target = this.binder.bind(statement.target);
    const held = this.temporary(target.type, statement);
    const body = this.nested(this.binder.withBlock(held)).#sequence(statement.body);
    return (frame) => {
      // The object itself, not a copy: its members are set in the block.
      frame.locals[held.slot] = target.run(frame);
      return body(frame);
    };
  }

  #bindUsing(statement: Of<'using'>): Action {
    return this.block([
      {
        kind: 'dim',
        declarators: statement.declarators,
        isStatic: false,
        isConst: false,
        start: statement.start,
        end: statement.end,
      },
      ...statement.body,
    ]);
  }

  #bindRedim(statement: Of<'redim'>): Action {
    const actions = statement.targets.map(({ target, sizes }) => {
      const bound = this.binder.bind(target);
      const element = isArrayType(bound.type) ? elementOf(bound.type) : 'Object';
      const make = arrayOf(element, sizes, this);
      if (!statement.isPreserving) return store(bound, make);
      return store(bound, (frame) => preserved(bound.run(frame), make(frame)));
    });
    return sequence(actions, new Map());
  }

  #bindErase(statement: Of<'erase'>): Action {
    return sequence(
      statement.targets.map((target) => store(this.binder.bind(target), () => NOTHING)),
      new Map(),
    );
  }
}

const EXITS = {
  for: Flow.exitFor,
  do: Flow.exitDo,
  while: Flow.exitWhile,
  method: Flow.exitMethod,
  select: Flow.exitSelect,
  try: Flow.exitTry,
} as const;

const CONTINUES = { for: Flow.continueFor, do: Flow.continueDo, while: Flow.continueWhile } as const;

function flow(code: number): Action {
  return () => code;
}

/** The elements of the old array that the new one has room for; only the last dimension may change. */
function preserved(old: Value, made: Value): Value {
  if (old.type !== 'Array' || made.type !== 'Array') return made;
  const items = [...made.items];
  const oldRow = old.lengths?.at(-1) ?? old.items.length;
  const newRow = made.lengths?.at(-1) ?? made.items.length;
  for (const [index, item] of old.items.entries()) {
    const [row, column] = oldRow === 0 ? [0, index] : [Math.floor(index / oldRow), index % oldRow];
    if (column < newRow && row * newRow + column < items.length) items[row * newRow + column] = item;
  }
  return { ...made, items };
}
