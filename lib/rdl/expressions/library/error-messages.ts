import { argumentFault } from '../faults.ts';

/** Numbers of Visual Basic's run-time errors, by exception, and their texts. */
const NUMBERS: Readonly<Record<string, number>> = {
  ArgumentException: 5,
  ArgumentNullException: 5,
  ArgumentOutOfRangeException: 5,
  OverflowException: 6,
  OutOfMemoryException: 7,
  IndexOutOfRangeException: 9,
  RankException: 9,
  ArrayTypeMismatchException: 13,
  DivideByZeroException: 11,
  FormatException: 13,
  InvalidCastException: 13,
  NotFiniteNumberException: 6,
  StackOverflowException: 28,
  NullReferenceException: 91,
  MissingMemberException: 438,
  MissingMethodException: 438,
};

const MESSAGES: Readonly<Record<number, string>> = {
  5: 'Procedure call or argument is not valid.',
  6: 'Overflow.',
  7: 'Out of memory.',
  9: 'Subscript out of range.',
  11: 'Division by zero.',
  13: 'Type mismatch.',
  28: 'Out of stack space.',
  53: 'File not found.',
  91: 'Object variable or With block variable not set.',
  438: "Object doesn't support this property or method.",
};

/** What `Err.Number` says of an exception. */
export function errorNumber(kind: string): number {
  return NUMBERS[kind] ?? 5;
}

export function errorMessage(number: number): string {
  if (number === 0) return '';
  if (number > 65_535) throw argumentFault('Error number must be within the range 0 to 65535.');
  return MESSAGES[number] ?? 'Application-defined or object-defined error.';
}
