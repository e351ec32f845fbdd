import { type FieldControlProps, Input, type InputProps, Textarea } from '@fluentui/react-components';
import type { ParameterPrompt, ParameterValue } from '../../api/types.ts';
import { text } from '../../text/text.ts';
import { ChoiceList } from './choice-list.tsx';
import { ChoiceSelect } from './choice-select.tsx';

const INPUTS: Readonly<Record<string, Pick<InputProps, 'type' | 'inputMode'>>> = {
  Integer: { inputMode: 'numeric' },
  Float: { inputMode: 'decimal' },
};

/** What a parameter's value is given with, by its type and valid values. `field` ties it to its label and hint. */
export function ParameterControl(props: {
  readonly field: FieldControlProps;
  readonly prompt: ParameterPrompt;
  readonly value: ParameterValue;
  readonly onChange: (value: ParameterValue) => void;
}) {
  const { field, prompt, value, onChange } = props;
  const { dataType, multiValue, waitsFor } = prompt;
  const choices = prompt.choices ?? (dataType === 'Boolean' ? TRUTHS : undefined);
  const values = typeof value === 'string' ? [value] : (value ?? []);
  if (waitsFor.length > 0) return <Input {...field} disabled value="" />;
  if (multiValue && choices)
    return <ChoiceList field={field} choices={choices} values={values} onChange={onChange} />;
  if (multiValue)
    return (
      <Textarea
        {...field}
        value={values.join('\n')}
        onChange={(event) => onChange(event.currentTarget.value.split('\n'))}
      />
    );
  const single = value === null ? null : (values[0] ?? '');
  if (choices) return <ChoiceSelect field={field} choices={choices} value={single} onChange={onChange} />;
  return (
    <Input
      {...field}
      {...(dataType === 'DateTime' ? dateInput(single) : INPUTS[dataType])}
      disabled={single === null}
      value={single ?? ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

const TRUTHS = [
  { value: 'true', label: text.report.parameters.yes },
  { value: 'false', label: text.report.parameters.no },
];

/** Days, unless the present value has a time of day; what no date input can show is typed. */
function dateInput(value: string | null): Pick<InputProps, 'type'> {
  if (value === null || value === '' || /^\d{4}-\d\d-\d\d$/.test(value)) return { type: 'date' };
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) ? { type: 'datetime-local' } : {};
}
