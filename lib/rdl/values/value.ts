/**
 * A value of a report expression, with the .NET type it has there. Types matter: `CStr(1.10D)` is "1.10",
 * Double and Decimal do not mix in an aggregate, a Char is no String.
 *
 * - Int64, UInt64 and DateTime/TimeSpan ticks are bigint; the smaller integers are number.
 * - DateTime ticks are 100 ns since 0001-01-01T00:00 (no zone); TimeSpan ticks are signed.
 * - Decimal is `mantissa / 10^scale`, scale 0–28: the scale is part of the value (`12.30`).
 */
export type Value =
  | { readonly type: 'Nothing' }
  | { readonly type: 'DBNull' }
  | { readonly type: 'String'; readonly value: string }
  | { readonly type: 'Char'; readonly value: string }
  | { readonly type: 'Boolean'; readonly value: boolean }
  | { readonly type: SmallIntegerType; readonly value: number }
  | { readonly type: 'Int64' | 'UInt64'; readonly value: bigint }
  | { readonly type: 'Single' | 'Double'; readonly value: number }
  | { readonly type: 'Decimal'; readonly mantissa: bigint; readonly scale: number }
  | { readonly type: 'DateTime'; readonly ticks: bigint }
  | { readonly type: 'DateTimeOffset'; readonly ticks: bigint; readonly offsetMinutes: number }
  | { readonly type: 'TimeSpan'; readonly ticks: bigint }
  | { readonly type: 'Guid'; readonly value: string }
  | { readonly type: 'Bytes'; readonly value: Uint8Array }
  | {
      readonly type: 'Array';
      readonly element: string;
      /** Row by row where the array has several dimensions. */
      readonly items: readonly Value[];
      /** The lengths of an array of several dimensions. */
      readonly lengths?: readonly number[];
    }
  | { readonly type: 'Enum'; readonly enum: string; readonly name: string; readonly value: number }
  | { readonly type: 'Object'; readonly className: string; readonly value: object };

export type SmallIntegerType = 'Byte' | 'SByte' | 'Int16' | 'UInt16' | 'Int32' | 'UInt32';

/**
 * What an expression gave: a value, or the error that stands in its place (`#Error` in a text box).
 * `kind` is the .NET exception type without namespace, or `compile`; `code` the report engine's, where it has one.
 */
export type Evaluated =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly kind: string; readonly code?: string; readonly message: string };

export const NOTHING: Value = { type: 'Nothing' };
