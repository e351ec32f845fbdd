import { EvaluationFault } from '../values/fault.ts';

/** The exceptions that expressions meet, with messages in the words of .NET. */

export function invalidCast(from: string, to: string): EvaluationFault {
  return new EvaluationFault(
    'InvalidCastException',
    `Conversion from type '${from}' to type '${to}' is not valid.`,
  );
}

export function invalidText(text: string, to: string): EvaluationFault {
  const shown = text.length > 32 ? text.slice(0, 32) : text;
  return new EvaluationFault(
    'InvalidCastException',
    `Conversion from string "${shown}" to type '${to}' is not valid.`,
  );
}

export function overflow(): EvaluationFault {
  return new EvaluationFault('OverflowException', 'Arithmetic operation resulted in an overflow.');
}

export function divideByZero(): EvaluationFault {
  return new EvaluationFault('DivideByZeroException', 'Attempted to divide by zero.');
}

export function noOperator(operator: string, left: string, right: string): EvaluationFault {
  return new EvaluationFault(
    'InvalidCastException',
    `Operator '${operator}' is not defined for type '${left}' and type '${right}'.`,
  );
}

export function argumentFault(message: string): EvaluationFault {
  return new EvaluationFault('ArgumentException', message);
}

export function argumentNull(name: string): EvaluationFault {
  return new EvaluationFault('ArgumentNullException', `Value cannot be null. (Parameter '${name}')`);
}

export function outOfRange(name: string): EvaluationFault {
  return new EvaluationFault('ArgumentOutOfRangeException', `The value of '${name}' is out of range.`);
}

export function indexOutOfRange(): EvaluationFault {
  return new EvaluationFault('IndexOutOfRangeException', 'Index was outside the bounds of the array.');
}

export function nullReference(): EvaluationFault {
  return new EvaluationFault('NullReferenceException', 'Object variable or With block variable not set.');
}

export function missingMember(name: string, type: string): EvaluationFault {
  return new EvaluationFault(
    'MissingMemberException',
    `Public member '${name}' on type '${type}' not found.`,
  );
}

export function formatFault(message = 'Input string was not in a correct format.'): EvaluationFault {
  return new EvaluationFault('FormatException', message);
}

/** An expression that Visual Basic would not compile. */
export class CompileFault extends Error {
  /** UTF-16 offset in the source. */
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.name = 'CompileFault';
    this.position = position;
  }
}

/** No Catch of custom code stops it. */
export class BudgetFault extends EvaluationFault {
  constructor(message: string) {
    super('BudgetExceeded', message);
    this.name = 'BudgetFault';
  }
}
