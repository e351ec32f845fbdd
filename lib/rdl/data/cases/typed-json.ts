import { isoDateText } from '../../formats/format-date.ts';
import { decimalText } from '../../values/decimal.ts';
import { numberText } from '../../values/number-text.ts';
import { timeSpanText } from '../../values/time-span.ts';
import type { Evaluated, Value } from '../../values/value.ts';
import { NOTHING } from '../../values/value.ts';
import { typedValue } from '../rows/typed-value.ts';
import type { TypedJson } from './case-file.ts';

/** A result as tables of cases write it. */
export type ResultJson = TypedJson | { readonly error: string; readonly code?: string };

export function resultJson(evaluated: Evaluated): ResultJson {
  if (evaluated.ok) return typedJson(evaluated.value);
  switch (evaluated.kind) {
    case 'publish':
    case 'compile':
      return { error: evaluated.kind, code: evaluated.code ?? 'rsCompilerErrorInExpression' };
    default:
      return { error: 'runtime', code: evaluated.code ?? 'rsRuntimeErrorInExpression' };
  }
}

export function typedJson(value: Value): TypedJson {
  switch (value.type) {
    case 'Nothing':
      return { type: 'Null' };
    case 'DBNull':
      return { type: 'DBNull' };
    case 'Array':
      return { type: 'Array', element: value.element, value: value.items.map(typedJson) };
    case 'Decimal':
      return { type: 'Decimal', value: decimalText(value) };
    case 'Single':
    case 'Double':
      return { type: value.type, value: numberText(value.value, value.type) };
    case 'DateTime':
      return { type: 'DateTime', value: isoDateText(value.ticks) };
    case 'DateTimeOffset':
      return {
        type: 'DateTimeOffset',
        value: `${isoDateText(value.ticks)}${offsetText(value.offsetMinutes)}`,
      };
    case 'TimeSpan':
      return { type: 'TimeSpan', value: timeSpanText(value.ticks) };
    case 'Bytes':
      return { type: 'Byte[]', value: Buffer.from(value.value).toString('base64') };
    case 'Enum':
      return { type: 'Int32', value: String(value.value) };
    case 'Object':
      return { type: value.className };
    default:
      return { type: value.type, value: String(value.value) };
  }
}

/** Reads a typed value; what is not of its type is Nothing. */
export function valueFromJson(json: TypedJson): Value {
  if (json.type === 'Array') {
    const items = Array.isArray(json.value) ? json.value.map(valueFromJson) : [];
    return { type: 'Array', element: json.element ?? 'Object', items };
  }
  if (json.type === 'Null') return NOTHING;
  if (json.type === 'DBNull') return { type: 'DBNull' };
  return typedValue(json.value, json.type) ?? NOTHING;
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
