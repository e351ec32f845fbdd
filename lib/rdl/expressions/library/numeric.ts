import type { NumericValue } from '../../formats/number-digits.ts';
import type { Value } from '../../values/value.ts';
import { isNumericType } from '../static-type.ts';

export function isNumericValue(value: Value): value is NumericValue {
  return isNumericType(value.type);
}
