import type { Span } from '../expressions/ast.ts';
import { type Bound, boundConstant, type Frame } from '../expressions/bind/bound.ts';
import type { Meaning, Scope } from '../expressions/bind/context.ts';
import type { StaticType } from '../expressions/static-type.ts';
import { NOTHING, type Value } from '../values/value.ts';
import { copyStructure } from './code-object.ts';

/** Counts the variables of a method and says what each begins with. */
export class Variables {
  readonly counter = { count: 0 };
  readonly #initials: (() => Value)[] = [];

  add(initial: () => Value): number {
    const slot = this.counter.count++;
    this.#initials[slot] = initial;
    return slot;
  }

  /** The variables of one call; those of lambda expressions begin with Nothing. */
  make(): Value[] {
    const locals: Value[] = [];
    for (let slot = 0; slot < this.counter.count; slot++) locals.push(this.#initials[slot]?.() ?? NOTHING);
    return locals;
  }
}

/** A variable as an expression that can be assigned to; `slot` is its place among those of the call. */
export type Variable = Bound & { readonly slot: number };

export function variable(slot: number, type: StaticType, span: Span): Variable {
  return {
    slot,
    type,
    constant: undefined,
    span,
    run: (frame) => frame.locals[slot] ?? NOTHING,
    place: (frame) => placeOf(frame, slot),
  };
}

function placeOf({ locals }: Frame, slot: number) {
  return {
    get: () => locals[slot] ?? NOTHING,
    set: (value: Value) => {
      locals[slot] = copyStructure(value);
    },
  };
}

/** The names of a block; those around it are its parent's. */
export class BlockScope implements Scope {
  readonly #parent: Scope;
  readonly #names = new Map<string, (span: Span) => Bound>();

  constructor(parent: Scope) {
    this.#parent = parent;
  }

  has(name: string): boolean {
    return this.#names.has(name.toLowerCase());
  }

  declare(name: string, make: (span: Span) => Bound): void {
    this.#names.set(name.toLowerCase(), make);
  }

  declareConstant(name: string, value: Value, type: StaticType): void {
    this.declare(name, (span) => boundConstant(value, type, span));
  }

  lookup(name: string, span: Span): Meaning | undefined {
    const make = this.#names.get(name.toLowerCase());
    return make === undefined ? this.#parent.lookup(name, span) : { kind: 'value', value: make(span) };
  }

  lookupCall(name: string, span: Span): Meaning | undefined {
    return this.#names.has(name.toLowerCase()) ? undefined : this.#parent.lookupCall?.(name, span);
  }
}
