import type { Value } from '../values/value.ts';
import { NOTHING } from '../values/value.ts';

/** A report parameter with the values it has in one rendering; a single-value one has exactly one. */
export type ResolvedParameter = {
  readonly name: string;
  readonly multiValue: boolean;
  readonly values: readonly Value[];
  /** The label of each value; undefined where the parameter has no labels for it. */
  readonly labels: readonly (string | undefined)[];
};

/** All parameters of a rendering, by their exact name. */
export type ResolvedParameters = ReadonlyMap<string, ResolvedParameter>;

/**
 * `Parameters!name.member` as expressions see it: Value, Label, Count, IsMultiValue; several values are an Object().
 * @param toText the text of a value where it has no label
 * @returns undefined for a member that parameters do not have
 */
export function parameterMember(
  parameter: ResolvedParameter,
  member: string,
  toText: (value: Value) => string,
): Value | undefined {
  switch (member.toLowerCase()) {
    case 'value':
      if (!parameter.multiValue) return parameter.values[0] ?? NOTHING;
      return { type: 'Array', element: 'Object', items: parameter.values };
    case 'label': {
      const labels = parameter.values.map((value, index) => labelOf(value, parameter.labels[index], toText));
      if (!parameter.multiValue) return labels[0] ?? NOTHING;
      return { type: 'Array', element: 'Object', items: labels };
    }
    case 'count':
      return { type: 'Int32', value: parameter.values.length };
    case 'ismultivalue':
      return { type: 'Boolean', value: parameter.multiValue };
    default:
      return undefined;
  }
}

function labelOf(value: Value, label: string | undefined, toText: (value: Value) => string): Value {
  if (label !== undefined) return { type: 'String', value: label };
  return value.type === 'Nothing' ? NOTHING : { type: 'String', value: toText(value) };
}
