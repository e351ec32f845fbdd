import { EvaluationFault } from '../../values/fault.ts';
import type { Value } from '../../values/value.ts';
import type { Session } from '../session.ts';
import { errorMessage, errorNumber, exceptionOf, UNKNOWN_ERROR } from './error-messages.ts';
import { instance, shared } from './signature.ts';
import { type TypeMembers, typeMembers } from './type-members.ts';

/** `Err` of custom code: what the last handled exception was. */
class ErrState {
  readonly session: Session;

  constructor(session: Session) {
    this.session = session;
  }
}

export function errObject(session: Session): Value {
  return { type: 'Object', className: 'ErrObject', value: new ErrState(session) };
}

function faultOf(value: Value): EvaluationFault | undefined {
  return value.type === 'Object' && value.value instanceof ErrState
    ? value.value.session.lastFault
    : undefined;
}

/** Raised numbers are kept in the code of the fault. */
const RAISED = 'Err.Raise';

function numberOf(value: Value): number {
  const fault = faultOf(value);
  if (fault === undefined) return 0;
  return fault.code?.startsWith(RAISED) === true
    ? Number(fault.code.slice(RAISED.length))
    : errorNumber(fault.kind);
}

export function errObjectMembers(): TypeMembers {
  return typeMembers('ErrObject', {
    instance: [
      instance('ErrObject', 'Number As Int32', numberOf),
      instance('ErrObject', 'Description As String', (self) => faultOf(self)?.message ?? ''),
      instance('ErrObject', 'Source As String', () => ''),
      instance('ErrObject', 'Clear() As Void', (_self, { session }) => {
        session.lastFault = undefined;
        return undefined;
      }),
      instance(
        'ErrObject',
        'Raise(Number As Int32, Source As Object = Nothing, Description As Object = Nothing, HelpFile As Object = Nothing, HelpContext As Object = Nothing) As Void',
        (_self, number, _source, description) => {
          const message =
            description.type === 'String' ? description.value : (errorMessage(number) ?? UNKNOWN_ERROR);
          throw new EvaluationFault(exceptionOf(number), message, `${RAISED}${number}`);
        },
      ),
    ],
    shared: [shared('ToString() As String', () => 'Microsoft.VisualBasic.ErrObject')],
  });
}
