import { type FieldControlProps, Select } from '@fluentui/react-components';
import type { ParameterChoice } from '../../api/types.ts';
import { text } from '../../text/text.ts';

/** One of the valid values. They are told apart by their place: a value may be null, or the same as another's label. */
export function ChoiceSelect(props: {
  readonly field: FieldControlProps;
  readonly choices: readonly ParameterChoice[];
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}) {
  const { field, choices, value, onChange } = props;
  const at = choices.findIndex((choice) => choice.value === value);
  return (
    <Select
      {...field}
      value={String(at)}
      onChange={(_, { value: chosen }) => onChange(choices[Number(chosen)]?.value ?? null)}
    >
      {at < 0 && (
        <option value="-1" disabled hidden>
          {value || text.report.parameters.choose}
        </option>
      )}
      {choices.map((choice, index) => (
        <option key={`${choice.value} ${choice.label}`} value={String(index)}>
          {choice.label || text.report.parameters.blank}
        </option>
      ))}
    </Select>
  );
}
