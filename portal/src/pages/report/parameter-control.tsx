import { type FieldControlProps, Input, type InputProps, Select, Textarea } from '@fluentui/react-components';
import type { ReportParameter } from '../../api/types.ts';
import { text } from '../../text/text.ts';

const INPUTS: Readonly<Record<string, Pick<InputProps, 'type' | 'inputMode'>>> = {
  DateTime: { type: 'date' },
  Integer: { inputMode: 'numeric' },
  Float: { inputMode: 'decimal' },
};

/** What a parameter's value is given with, by its type. `field` ties it to its label and hint. */
export function ParameterControl(props: {
  readonly field: FieldControlProps;
  readonly parameter: ReportParameter;
  readonly value: string | readonly string[];
  readonly onChange: (value: string | readonly string[]) => void;
}) {
  const { field, parameter, value, onChange } = props;
  const { dataType, multiValue, required } = parameter;
  const values = typeof value === 'string' ? [value] : value;
  if (multiValue)
    return (
      <Textarea
        {...field}
        value={values.join('\n')}
        onChange={(event) => onChange(event.currentTarget.value.split('\n'))}
      />
    );
  const single = values[0] ?? '';
  if (dataType === 'Boolean')
    return (
      <Select {...field} value={single} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{required ? '' : text.report.parameters.any}</option>
        <option value="true">{text.report.parameters.yes}</option>
        <option value="false">{text.report.parameters.no}</option>
      </Select>
    );
  return (
    <Input
      {...field}
      {...INPUTS[dataType]}
      value={single}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
