import type { Node, Span, TypeReference } from '../expressions/ast.ts';
import { Binder } from '../expressions/bind/binder.ts';
import type { Scope, TypeTable } from '../expressions/bind/context.ts';
import { zeroOf } from '../expressions/conversions/convert.ts';
import { CompileFault } from '../expressions/faults.ts';
import { codeEnumType } from '../expressions/library/enums.ts';
import type { TypeMembers } from '../expressions/library/type-members.ts';
import type { CodeModule, Session } from '../expressions/session.ts';
import type { StaticType } from '../expressions/static-type.ts';
import { ParseError } from '../expressions/token.ts';
import type { Value } from '../values/value.ts';
import { ClassScope } from './class-scope.ts';
import { CodeType } from './code-type.ts';
import { declareMembers } from './declare.ts';
import { enumValues } from './enum-values.ts';
import { parseCode } from './parse-members.ts';
import type { ClassSyntax, EnumSyntax, MemberSyntax } from './syntax.ts';

/**
 * Compiles the custom code of a report: parsed, all names resolved, ready to run. Code that does not compile gives a
 * module with a fault, which every expression that uses the code then has.
 */
export function compileCode(source: string): CodeModule {
  const module = new CompiledCode();
  try {
    module.compile(parseCode(source));
  } catch (error) {
    if (error instanceof CompileFault) module.fault = error;
    else if (error instanceof ParseError) module.fault = new CompileFault(error.message, error.position);
    else throw error;
  }
  return module;
}

const ROOT = 'Code';

export class CompiledCode implements CodeModule {
  fault: CompileFault | undefined;
  readonly #types = new Map<StaticType, CodeType>();
  readonly #byLowerName = new Map<string, StaticType>();
  /** Bodies to bind once everything is declared. */
  readonly #pending: (() => void)[] = [];

  compile(members: readonly MemberSyntax[]): void {
    const root = this.#addType(ROOT, false);
    this.#declareTypes(root, members);
    this.#declareClass(root, members, undefined);
    for (const bind of this.#pending) bind();
  }

  later(bind: () => void): void {
    this.#pending.push(bind);
  }

  #addType(name: StaticType, isStructure: boolean): CodeType {
    const type = new CodeType(name, isStructure);
    this.#types.set(name, type);
    if (name !== ROOT) this.#byLowerName.set(name.toLowerCase(), name);
    return type;
  }

  /** Types first, as members may name any of them. */
  #declareTypes(owner: CodeType, members: readonly MemberSyntax[]): void {
    for (const member of members) {
      if (member.kind === 'class') {
        const type = this.#addType(member.name, member.isStructure);
        owner.nested.set(member.name.toLowerCase(), member.name);
        this.#declareTypes(type, member.members);
      } else if (member.kind === 'enum') {
        this.#declareEnum(member, owner);
      }
    }
  }

  #declareEnum(member: EnumSyntax, owner: CodeType): void {
    const values = enumValues(member);
    if (values === undefined) {
      // Its values are known when they are bound: the members are Integers then.
      this.#byLowerName.set(member.name.toLowerCase(), 'Int32');
      this.#addEnum(member, owner);
      return;
    }
    const type = codeEnumType(member.name, values);
    this.#byLowerName.set(member.name.toLowerCase(), type);
    owner.nested.set(member.name.toLowerCase(), type);
  }

  #addEnum(member: EnumSyntax, owner: CodeType): void {
    const name = `${owner.name}.${member.name}`;
    const type = new CodeType(name, false);
    this.#types.set(name, type);
    owner.nested.set(member.name.toLowerCase(), name);
    declareMembers(type, enumFields(member), { module: this, scope: new ClassScope(type, undefined) });
  }

  #declareClass(type: CodeType, members: readonly MemberSyntax[], outer: Scope | undefined): void {
    const scope = new ClassScope(type, outer);
    declareMembers(type, members, { module: this, scope });
    for (const member of members) {
      if (member.kind === 'class') this.#declareNested(member, scope);
    }
  }

  #declareNested(member: ClassSyntax, outer: Scope): void {
    const type = this.#types.get(member.name);
    if (type !== undefined) this.#declareClass(type, member.members, outer);
  }

  members(type: StaticType): TypeMembers | undefined {
    return this.#types.get(type)?.publicMembers;
  }

  findType(name: string): StaticType | undefined {
    return this.#byLowerName.get(name.toLowerCase().replace(/^code\./, ''));
  }

  zero(type: StaticType): Value | undefined {
    const found = this.#types.get(type);
    return found?.isStructure === true ? found.zeroObject() : undefined;
  }

  createInstance(session: Session): Value {
    const root = this.#types.get(ROOT);
    if (root === undefined) throw new Error('The custom code has no class.');
    return root.makeObject(session);
  }

  initial(type: StaticType): () => Value {
    if (this.#types.get(type)?.isStructure === true) return () => this.zero(type) ?? zeroOf(type);
    const zero = zeroOf(type);
    return () => zero;
  }

  /** A binder at a place in the code of a class, which sees the private members of that class. */
  binder(owner: CodeType, scope: Scope, locals: { count: number }): Binder {
    const types: TypeTable = {
      members: (type) => (type === owner.name ? owner.ownMembers : this.members(type)),
      find: (name) => this.findType(name),
      zero: (type) => this.zero(type) ?? zeroOf(type),
    };
    return new Binder({ scope, types, hasReportFunctions: false, locals });
  }

  resolve(reference: TypeReference | undefined, span: Span, binder: Binder): StaticType {
    return reference === undefined ? 'Object' : binder.resolveType(reference, span);
  }
}

/** `A`, `B = 5`, `C`: constants, each one more than the one before where it has no value. */
function enumFields(member: EnumSyntax): readonly MemberSyntax[] {
  let base: Node | undefined;
  let offset = -1;
  const type: TypeReference = { name: 'Int32', typeArguments: [], ranks: [], nullable: false };
  const span = { start: member.start, end: member.end };
  const declarators = member.members.map(({ name, value }) => {
    offset = value === undefined ? offset + 1 : 0;
    base = value ?? base;
    const step: Node = { kind: 'literal', value: { type: 'Int32', value: offset }, ...span };
    const initializer: Node =
      base === undefined ? step : { kind: 'binary', operator: '+', left: base, right: step, ...span };
    return { name, type, sizes: undefined, initializer, ...span };
  });
  const modifiers = {
    isShared: true,
    access: 'public',
    isConst: true,
    isReadOnly: true,
    isDefault: false,
  } as const;
  return [{ kind: 'field', modifiers, declarators }];
}
