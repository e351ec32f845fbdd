import type { Session } from '../expressions/session.ts';
import type { StaticType } from '../expressions/static-type.ts';
import type { Value } from '../values/value.ts';

/** A class or structure that custom code declares, as far as its objects go. */
export type CodeClass = {
  readonly name: StaticType;
  readonly isStructure: boolean;
};

/** An object of custom code: the values of its fields, and of the static variables of its methods. */
export class CodeObject {
  readonly type: CodeClass;
  readonly fields: Value[];
  readonly statics = new Map<object, Value>();

  constructor(type: CodeClass, fields: Value[]) {
    this.type = type;
    this.fields = fields;
  }

  toText(): string {
    return this.type.name;
  }
}

export function codeObject(value: Value): CodeObject {
  if (value.type === 'Object' && value.value instanceof CodeObject) return value.value;
  throw new TypeError('An object of custom code was expected.');
}

/** A structure is copied when it is stored, with the structures in it; all else is shared. */
export function copyStructure(value: Value): Value {
  if (value.type !== 'Object' || !(value.value instanceof CodeObject) || !value.value.type.isStructure)
    return value;
  const { type, fields } = value.value;
  return { ...value, value: new CodeObject(type, fields.map(copyStructure)) };
}

/** The shared fields of a class, made when it is first used. */
export function sharedFields(session: Session, type: object, make: () => Value[]): Value[] {
  const known = session.codeState.get(type);
  if (known !== undefined) return known;
  const made = make();
  session.codeState.set(type, made);
  return made;
}
