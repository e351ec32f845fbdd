import type { EvaluationFault } from '../values/fault.ts';
import type { Value } from '../values/value.ts';
import type { Node } from './ast.ts';
import { Binder } from './bind/binder.ts';
import type { Bound } from './bind/bound.ts';
import { hostScope } from './bind/host-scope.ts';
import { zeroOf } from './conversions/convert.ts';
import type { Environment } from './environment.ts';
import { BudgetFault, CompileFault } from './faults.ts';
import type { TypeMembers } from './library/type-members.ts';
import type { StaticType } from './static-type.ts';

/** Bounds of what the expressions of one rendering may cost. */
export type BudgetLimits = {
  /** Calls, loop turns and elements copied, all expressions together. */
  readonly steps: number;
  /** Nested calls of custom code. */
  readonly depth: number;
  /** Characters of one text, elements of one array. */
  readonly size: number;
};

export const DEFAULT_LIMITS: BudgetLimits = { steps: 50_000_000, depth: 200, size: 10_000_000 };

/** The compiled custom code of a report, as expressions see it. */
export interface CodeModule {
  /** Types that the code declares, among them `Code` itself. */
  members(type: StaticType): TypeMembers | undefined;
  findType(name: string): StaticType | undefined;
  /** What a variable of a structure of the code begins with; undefined for other types. */
  zero(type: StaticType): Value | undefined;
  /** Why the code does not compile; then every use of it fails. */
  readonly fault: CompileFault | undefined;
  /** The one object that all expressions of a session share; made when first used. */
  createInstance(session: Session): Value;
}

/**
 * What lasts from one expression of a rendering to the next: the state of custom code, the cost so far, and the
 * expressions that were bound already.
 */
export class Session {
  readonly limits: BudgetLimits;
  readonly code: CodeModule | undefined;
  /** True where Sum and its like are the report's own functions. */
  readonly hasReportFunctions: boolean;
  /** The state of Rnd. */
  randomSeed = 0x50000;
  /** Shared fields and static variables of custom code, by what declares them. */
  readonly codeState = new Map<object, Value[]>();
  readonly sharedStatics = new Map<object, Value>();
  /** What Err tells in custom code. */
  lastFault: EvaluationFault | undefined;
  readonly #bound = new WeakMap<Node, Bound | CompileFault>();
  readonly #binder: Binder;
  #guids = 0;
  #steps = 0;
  #depth = 0;
  #codeInstance: Value | undefined;
  #environment: Environment | undefined;

  constructor(
    options: {
      readonly code?: CodeModule | undefined;
      readonly limits?: Partial<BudgetLimits>;
      readonly hasReportFunctions?: boolean;
    } = {},
  ) {
    this.limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.code = options.code;
    this.hasReportFunctions = options.hasReportFunctions ?? true;
    this.#binder = new Binder({
      scope: hostScope(this.code),
      types: {
        members: (type) => this.code?.members(type),
        find: (name) => this.code?.findType(name),
        zero: (type) => this.code?.zero(type) ?? zeroOf(type),
      },
      hasReportFunctions: this.hasReportFunctions,
    });
  }

  /** The node with its names and types resolved; done once. @throws CompileFault */
  bind(node: Node): Bound {
    const known = this.#bound.get(node) ?? this.#bindNew(node);
    if (known instanceof CompileFault) throw known;
    return known;
  }

  #bindNew(node: Node): Bound | CompileFault {
    const result = this.#tryBind(node);
    this.#bound.set(node, result);
    return result;
  }

  #tryBind(node: Node): Bound | CompileFault {
    try {
      return this.#binder.bind(node);
    } catch (error) {
      if (error instanceof CompileFault) return error;
      throw error;
    }
  }

  /** The environment of the expression that runs. */
  get environment(): Environment {
    if (this.#environment === undefined) throw new Error('No expression is being evaluated.');
    return this.#environment;
  }

  /** Runs with an environment, then goes back to the one before. */
  within<T>(environment: Environment, run: () => T): T {
    const outer = this.#environment;
    this.#environment = environment;
    try {
      return run();
    } finally {
      this.#environment = outer;
    }
  }

  get steps(): number {
    return this.#steps;
  }

  get codeInstance(): Value {
    this.#codeInstance ??= this.code?.createInstance(this);
    return this.#codeInstance ?? { type: 'Nothing' };
  }

  /** Guids in a row, the same ones in each rendering. */
  nextGuid(): string {
    this.#guids++;
    return `00000000-0000-4000-8000-${this.#guids.toString(16).padStart(12, '0')}`;
  }

  /** Counts work done. @throws BudgetFault past the limit */
  charge(steps: number): void {
    this.#steps += steps;
    if (this.#steps > this.limits.steps)
      throw new BudgetFault('The expressions of the report take too many steps.');
  }

  /** Refuses a text or an array that would be too large. @throws BudgetFault */
  checkSize(size: number): void {
    if (size > this.limits.size)
      throw new BudgetFault('An expression of the report makes a value that is too large.');
    this.charge(size >>> 6);
  }

  /** Runs a call of custom code one level deeper. @throws BudgetFault */
  nested<T>(run: () => T): T {
    if (this.#depth >= this.limits.depth)
      throw new BudgetFault('The custom code of the report calls itself too deeply.');
    this.#depth++;
    try {
      return run();
    } finally {
      this.#depth--;
    }
  }
}
