import type { Overload } from '../expressions/library/signature.ts';
import { memberMap, type TypeMembers } from '../expressions/library/type-members.ts';
import type { Session } from '../expressions/session.ts';
import type { StaticType } from '../expressions/static-type.ts';
import { NOTHING, type Value } from '../values/value.ts';
import { type CodeClass, CodeObject, codeObject, sharedFields } from './code-object.ts';

/** How a field gets its first value; the initializer runs when the object is made. */
export type FieldSource = {
  readonly zero: () => Value;
  /** Undefined where the field begins with its zero. Bound after all declarations are known. */
  initialize: ((self: Value, session: Session) => Value) | undefined;
};

type Declared = { readonly overload: Overload; readonly isShared: boolean; readonly isPublic: boolean };

/** A class or structure of custom code, filled in while its members are declared and then bound. */
export class CodeType implements CodeClass {
  readonly name: StaticType;
  readonly isStructure: boolean;
  readonly fields: FieldSource[] = [];
  readonly shared: FieldSource[] = [];
  readonly constructors: Overload[] = [];
  readonly nested = new Map<string, StaticType>();
  defaultMember: string | undefined;
  readonly #declared: Declared[] = [];
  #own: TypeMembers | undefined;
  #public: TypeMembers | undefined;

  constructor(name: StaticType, isStructure: boolean) {
    this.name = name;
    this.isStructure = isStructure;
  }

  declare(overload: Overload, traits: { readonly isShared: boolean; readonly isPublic: boolean }): void {
    this.#declared.push({ overload, ...traits });
  }

  nestedType(key: string): StaticType | undefined {
    return this.nested.get(key);
  }

  /** A class without constructors of its own has one without parameters. */
  get #plainConstructor(): Overload {
    return {
      name: 'New',
      parameters: [],
      returns: this.name,
      isProperty: false,
      invoke: (_target, _args, { session }) => this.makeObject(session),
    };
  }

  /** All members, for the code of the class itself. */
  get ownMembers(): TypeMembers {
    this.#own ??= this.#members(() => true);
    return this.#own;
  }

  /** The members that others may use. */
  get publicMembers(): TypeMembers {
    this.#public ??= this.#members((each) => each.isPublic);
    return this.#public;
  }

  #members(isSeen: (each: Declared) => boolean): TypeMembers {
    const seen = this.#declared.filter(isSeen);
    const part = (isShared: boolean) =>
      memberMap(seen.filter((each) => each.isShared === isShared).map((each) => each.overload));
    return {
      type: this.name,
      shared: part(true),
      instance: part(false),
      constructors: this.constructors.length === 0 ? [this.#plainConstructor] : this.constructors,
      defaultMember: this.defaultMember,
    };
  }

  /** An object with its initializers run, before any constructor. */
  makeObject(session: Session): Value {
    const value = this.zeroObject();
    const object = codeObject(value);
    for (const [index, { initialize }] of this.fields.entries()) {
      if (initialize !== undefined) object.fields[index] = initialize(value, session);
    }
    return value;
  }

  /** An object with all its fields zero: what a variable of a structure begins with. */
  zeroObject(): Value {
    const fields = this.fields.map((field) => field.zero());
    return { type: 'Object', className: this.name, value: new CodeObject(this, fields) };
  }

  /** The shared fields in a session; their initializers run in order when the first is used. */
  sharedValues(session: Session): Value[] {
    return sharedFields(session, this, () => {
      const values = this.shared.map((field) => field.zero());
      // Initializers may read the fields before them.
      session.codeState.set(this, values);
      for (const [index, { initialize }] of this.shared.entries()) {
        if (initialize !== undefined) values[index] = initialize(NOTHING, session);
      }
      return values;
    });
  }
}
