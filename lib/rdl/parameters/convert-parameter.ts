import { toNumber } from '../data/comparison/comparer.ts';
import { typedValue } from '../data/rows/typed-value.ts';
import type { ParameterDefinition } from '../model/report.ts';
import type { Value } from '../values/value.ts';
import { NOTHING } from '../values/value.ts';

/** A value as a caller gives it: from a URL, a command line or JSON. Null is Nothing. */
export type GivenValue = string | number | boolean | null;

const TYPE_NAMES: Readonly<Record<ParameterDefinition['dataType'], string>> = {
  String: 'String',
  Boolean: 'Boolean',
  DateTime: 'DateTime',
  Integer: 'Int32',
  Float: 'Double',
};

/**
 * A given value as the parameter's type; text is read as ISO (dates) and invariant (numbers).
 * @param parseDate reads a date as the culture writes it, where it is not ISO
 * @returns undefined where it is not of that type
 */
export function convertGiven(
  given: GivenValue,
  dataType: ParameterDefinition['dataType'],
  parseDate: (text: string) => Value | undefined,
): Value | undefined {
  if (given === null) return NOTHING;
  const value = typedValue(
    typeof given === 'string' && dataType !== 'String' ? given.trim() : given,
    TYPE_NAMES[dataType],
  );
  if (value !== undefined || dataType !== 'DateTime') return value;
  return typeof given === 'string' ? parseDate(given) : undefined;
}

/** What an expression or a dataset gave, as the parameter's type; undefined where it is not of that type. */
export function convertValue(
  value: Value,
  dataType: ParameterDefinition['dataType'],
  options: {
    readonly parseDate: (text: string) => Value | undefined;
    readonly textOf: (value: Value) => string;
  },
): Value | undefined {
  if (value.type === 'Nothing' || value.type === 'DBNull') return NOTHING;
  if (value.type === 'Array' || value.type === 'Object') return undefined;
  if (dataType === 'String') return { type: 'String', value: options.textOf(value) };
  if (value.type === 'String') return convertGiven(value.value, dataType, options.parseDate);
  switch (dataType) {
    case 'Boolean':
      return value.type === 'Boolean' ? value : undefined;
    case 'DateTime':
      return value.type === 'DateTime' ? value : undefined;
    case 'Integer':
    case 'Float': {
      const isNumber = 'value' in value ? typeof value.value !== 'string' : value.type === 'Decimal';
      if (!isNumber || value.type === 'Boolean') return undefined;
      return typedValue(toNumber(value), TYPE_NAMES[dataType]);
    }
  }
}
