import type { ValueWriter } from '../../formats/value-writer.ts';
import { presentValue } from '../../values/axis-number.ts';
import type { Evaluated } from '../../values/value.ts';
import type { LeafInstance } from './expand-members.ts';

export type SeriesNames = {
  /** What the legend shows. */
  readonly name: string;
  /** What `#SERIESNAME` gives: the series' own name, or `Series1` .. where groups make series. */
  readonly internal: string;
};

/** The text of a label or grouping value; numbers and dates take the format. Empty for Nothing. */
export function labelText(label: Evaluated | undefined, format: string, writer: ValueWriter): string {
  const value = presentValue(label);
  if (value === undefined) return '';
  return value.type === 'String' ? value.value : writer.write(value, format);
}

/** The labels of a series' members, from the outside in, joined: `2024 - Bikes`. */
export function seriesLabel(instance: LeafInstance, writer: ValueWriter): string {
  return instance.path
    .map((step) => labelText(step.label, '', writer))
    .filter((text) => text !== '')
    .join(' - ');
}

export function seriesNames(
  instance: LeafInstance,
  options: {
    readonly definitionName: string;
    readonly number: number;
    readonly writer: ValueWriter;
  },
): SeriesNames {
  const label = seriesLabel(instance, options.writer);
  const internal = instance.dynamic
    ? `Series${options.number}`
    : options.definitionName || `Series${options.number}`;
  return { name: label || internal, internal };
}
