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

/** What `Err.Raise` throws for a number; for all others an Exception. */
const RAISED: Readonly<Record<string, readonly number[]>> = {
  InvalidOperationException: [3, 20, 94],
  ArgumentException: [5, 446, 448, 449],
  OverflowException: [6],
  OutOfMemoryException: [7, 14],
  IndexOutOfRangeException: [9],
  DivideByZeroException: [11],
  InvalidCastException: [13],
  StackOverflowException: [28],
  TypeLoadException: [48],
  IOException: [52, 54, 55, 57, 58, 59, 61, 63, 67, 68, 70, 71, 74, 75],
  FileNotFoundException: [53, 76, 432],
  EndOfStreamException: [62],
  NullReferenceException: [91],
  MissingFieldException: [422],
  MissingMemberException: [438],
};

/** The exception that a number of Visual Basic stands for. */
export function exceptionOf(number: number): string {
  return Object.entries(RAISED).find(([, numbers]) => numbers.includes(number))?.[0] ?? 'Exception';
}

/** What `Err.Number` says of an exception. */
export function errorNumber(kind: string): number {
  return NUMBERS[kind] ?? 5;
}

export function errorMessage(number: number): string {
  if (number === 0) return '';
  if (number > 65_535) throw argumentFault('Error number must be within the range 0 to 65535.');
  return MESSAGES[number] ?? 'Application-defined or object-defined error.';
}
