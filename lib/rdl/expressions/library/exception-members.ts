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

export function exceptionMembers(type: StaticType): TypeMembers {
  return typeMembers(type, {
    constructors: constructorsOf(type, (message) => exceptionValue(new EvaluationFault(type, message))),
    instance: [
      instance('Exception', 'Message As String', messageOf),
      instance('Exception', 'InnerException As Exception', () => NOTHING),
      instance('Exception', 'StackTrace As String', () => ''),
      instance('Exception', 'Source As String', () => ''),
      instance(
        'Exception',
        'ToString() As String',
        (self) => `System.${faultOfValue(self).kind}: ${messageOf(self)}`,
      ),
      instance('Exception', 'GetBaseException() As Exception', (self) => self),
    ],
  });
}
