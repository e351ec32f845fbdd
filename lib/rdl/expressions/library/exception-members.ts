import { EvaluationFault } from '../../values/fault.ts';
import { NOTHING, type Value } from '../../values/value.ts';
import type { StaticType } from '../static-type.ts';
import { constructorsOf } from './exception-constructors.ts';
import { instance } from './signature.ts';
import { type TypeMembers, typeMembers } from './type-members.ts';

/** An exception of .NET as a value: what a Catch of custom code gets. */
export class ExceptionObject {
  readonly fault: EvaluationFault;

  constructor(fault: EvaluationFault) {
    this.fault = fault;
  }

  toText(): string {
    return `System.${this.fault.kind}: ${this.fault.message}`;
  }
}

export function exceptionValue(fault: EvaluationFault): Value {
  return { type: 'Object', className: fault.kind, value: new ExceptionObject(fault) };
}

/** The fault that `Throw` raises. */
export function faultOfValue(value: Value): EvaluationFault {
  if (value.type === 'Object' && value.value instanceof ExceptionObject) return value.value.fault;
  return new EvaluationFault(
    'NullReferenceException',
    'Object reference not set to an instance of an object.',
  );
}

function messageOf(self: Value): string {
  return faultOfValue(self).message;
}

function innerOf(self: Value): Value | undefined {
  const { cause } = faultOfValue(self);
  return cause instanceof EvaluationFault ? exceptionValue(cause) : undefined;
}

export function exceptionMembers(type: StaticType): TypeMembers {
  return typeMembers(type, {
    constructors: constructorsOf(type, (message, inner) => {
      const cause = inner === undefined || inner.type === 'Nothing' ? undefined : faultOfValue(inner);
      return exceptionValue(new EvaluationFault(type, message, undefined, { cause }));
    }),
    instance: [
      instance('Exception', 'Message As String', messageOf),
      instance('Exception', 'InnerException As Exception', (self) => innerOf(self) ?? NOTHING),
      instance('Exception', 'StackTrace As String', () => ''),
      instance('Exception', 'Source As String', () => ''),
      instance(
        'Exception',
        'ToString() As String',
        (self) => `System.${faultOfValue(self).kind}: ${messageOf(self)}`,
      ),
      instance('Exception', 'GetBaseException() As Exception', (self) => {
        let base = self;
        for (let inner = innerOf(base); inner !== undefined; inner = innerOf(base)) base = inner;
        return base;
      }),
    ],
  });
}
