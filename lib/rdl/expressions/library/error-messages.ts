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
  3: 'This Error number is obsolete and no longer used.',
  5: 'Procedure call or argument is not valid.',
  6: 'Overflow.',
  7: 'Out of memory.',
  9: 'Subscript out of range.',
  10: 'This array is fixed or temporarily locked.',
  11: 'Division by zero.',
  13: 'Type mismatch.',
  14: 'Out of string space.',
  16: 'Expression too complex.',
  17: "Can't perform requested operation.",
  18: 'User interrupt occurred.',
  20: 'Resume without error.',
  28: 'Out of stack space.',
  35: 'Sub or Function not defined.',
  47: 'Too many DLL application clients.',
  48: 'Error in loading DLL.',
  49: 'Bad DLL calling convention.',
  51: 'Internal error.',
  52: 'Bad file name or number.',
  53: 'File not found.',
  54: 'Bad file mode.',
  55: 'File already open.',
  57: 'Device I/O error.',
  58: 'File already exists.',
  59: 'Bad record length.',
  61: 'Disk full.',
  62: 'Input past end of file.',
  63: 'Bad record number.',
  67: 'Too many files.',
  68: 'Device unavailable.',
  70: 'Permission denied.',
  71: 'Disk not ready.',
  74: 'Cannot rename with different drive.',
  75: 'Path/File access error.',
  76: 'Path not found.',
  91: 'Object variable or With block variable not set.',
  92: 'For loop not initialized.',
  93: 'Pattern string is not valid.',
  94: 'This Error number is obsolete and no longer used.',
  95: 'Application-defined or object-defined error.',
  96: 'Unable to sink events of object because the object is already firing events to the maximum number of event receivers that it supports.',
  97: 'Cannot call friend function on object that is not an instance of defining class.',
  98: 'A property or method call cannot include a reference to a private object, either as an argument or as a return value.',
  100: "Class '{0}' does not implement the System.Collections.ICollection interface.",
  321: 'File format is not valid.',
  322: 'Cannot create necessary temporary file.',
  325: 'Format in resource file is not valid.',
  380: 'Property value is not valid.',
  381: 'Property array index is not valid.',
  382: 'Set not supported at runtime.',
  383: 'Set not supported (read-only property).',
  385: 'Need property array index.',
  387: 'Set not permitted.',
  393: 'Get not supported at runtime.',
  394: 'Get not supported (write-only property).',
  422: 'Property not found.',
  423: 'Property or method not found.',
  424: 'Object required.',
  429: 'Cannot create ActiveX component.',
  430: 'Class does not support Automation or does not support expected interface.',
  432: 'File name or class name not found during Automation operation.',
  438: 'Object does not support this property or method.',
  440: 'Automation error.',
  442: 'Connection to type library or object library for remote process has been lost. Press OK for dialog to remove reference.',
  443: 'Automation object does not have a default value.',
  445: 'Object does not support this action.',
  446: 'Object does not support named arguments.',
  447: 'Object does not support current locale setting.',
  448: 'Named argument not found.',
  449: 'Argument not optional.',
  450: 'Wrong number of arguments or property assignment was not valid.',
  451: 'Property let procedure not defined and property get procedure did not return an object.',
  452: 'Ordinal is not valid.',
  453: 'Specified DLL function not found.',
  454: 'Code resource not found.',
  455: 'Code resource lock error.',
  457: 'This key is already associated with an element of this collection.',
  458: 'Variable uses an Automation type not supported in Visual Basic.',
  459: 'Object or class does not support the set of events.',
  460: 'Clipboard format is not valid.',
  461: 'Method or data member not found.',
  462: 'The remote server machine does not exist or is unavailable.',
  463: 'Class not registered on local machine.',
  481: 'Picture is not valid.',
  482: 'Printer error.',
  735: 'Cannot save file to TEMP.',
  744: 'Search text not found.',
  746: 'Replacements too long.',
};

/** What is said of a number that is nobody's. */
export const UNKNOWN_ERROR = 'Application-defined or object-defined error.';

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

/**
 * What `ErrorToString` says of a number; undefined for one that has no text.
 * @throws EvaluationFault ArgumentException
 */
export function errorMessage(number: number): string | undefined {
  if (number === 0) return '';
  if (number < 0) return UNKNOWN_ERROR;
  if (number >= 65_535) throw argumentFault('Error number must be within the range 0 to 65535.');
  return MESSAGES[number];
}
