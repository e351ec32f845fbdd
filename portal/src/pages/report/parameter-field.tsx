import { Field } from '@fluentui/react-components';
import type { ReportParameter } from '../../api/types.ts';
import { text } from '../../text/text.ts';
import { ParameterControl } from './parameter-control.tsx';

/** One parameter with its prompt. An empty one takes the report's own value. */
export function ParameterField(props: {
  readonly parameter: ReportParameter;
  readonly value: string | readonly string[];
  readonly isMissing: boolean;
  readonly onChange: (value: string | readonly string[]) => void;
}) {
  const { parameter, value, isMissing, onChange } = props;
  const { required } = parameter;
  return (
    <Field
      label={labelOf(parameter)}
      required={required}
      hint={hintOf(parameter)}
      {...(isMissing && { validationMessage: text.report.parameters.required })}
    >
      {(field) => <ParameterControl field={field} parameter={parameter} value={value} onChange={onChange} />}
    </Field>
  );
}

/** A prompt may be an expression, which only a rendering could tell. */
function labelOf({ name, prompt = '' }: ReportParameter): string {
  return prompt === '' || prompt.startsWith('=') ? name : prompt;
}

function hintOf({ dataType, multiValue, required }: ReportParameter): string {
  const lines: string[] = [];
  if (multiValue) lines.push(text.report.parameters.multi);
  if (!required && dataType !== 'Boolean') lines.push(text.report.parameters.useDefault);
  return lines.join(' ');
}
