import { Field, Input, Select } from '@fluentui/react-components';
import { text } from '../../text/text.ts';
import { isComplete, type ScheduleForm } from './schedule-form.ts';

const MINUTES = Array.from({ length: 60 }, (_, minute) => String(minute).padStart(2, '0'));

/** The time of day; for hourly the minute of the hour. */
export function TimeField(props: {
  readonly form: ScheduleForm;
  readonly wasSent: boolean;
  readonly onChange: (time: string) => void;
}) {
  const { form, wasSent, onChange } = props;
  if (form.choice === 'hourly')
    return (
      <Field label={text.edit.minute}>
        <Select
          value={form.time.slice(3)}
          onChange={(_, { value }) => onChange(`${form.time.slice(0, 2) || '00'}:${value}`)}
        >
          {MINUTES.map((minute) => (
            <option key={minute}>{minute}</option>
          ))}
        </Select>
      </Field>
    );
  const isInvalid = wasSent && !isComplete({ ...form, choice: 'daily' });
  return (
    <Field label={text.edit.time} {...(isInvalid && { validationMessage: text.edit.timeInvalid })}>
      <Input type="time" value={form.time} onChange={(_, { value }) => onChange(value.slice(0, 5))} />
    </Field>
  );
}
