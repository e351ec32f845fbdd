import { Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { SelectField } from '../parts/select-field.tsx';
import { TimeZoneField } from '../parts/time-zone-field.tsx';
import { text } from '../text/text.ts';
import { CheckboxGroup } from './checkbox-group.tsx';
import { MonthFields } from './month-fields.tsx';
import {
  badFields,
  counts,
  REPEATS,
  type ScheduleField,
  type ScheduleForm,
  WEEKDAYS,
} from './schedule-form.ts';

const useStyles = makeStyles({
  line: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(150px, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
    alignItems: 'start',
  },
  input: { minWidth: 0, width: '100%' },
});

export type FieldProps = {
  readonly form: ScheduleForm;
  readonly onChange: (change: Partial<ScheduleForm>) => void;
  /** Ties a field to the reason why it is refused, once sending was tried. */
  readonly messageOf: (field: ScheduleField) => { readonly validationMessage: string } | undefined;
};

/** All recurrences of report servers: what repeats, from when on, until when, by which clock. */
export function ScheduleBuilder(props: {
  readonly form: ScheduleForm;
  readonly wasSent: boolean;
  readonly onChange: (change: Partial<ScheduleForm>) => void;
}) {
  const { form, wasSent, onChange } = props;
  const { repeat, every, days, date, time, end, timeZone } = form;
  const styles = useStyles();
  const bad = badFields(form);
  const messageOf = (field: ScheduleField) =>
    wasSent && bad.includes(field) ? { validationMessage: text.schedule.bad[field] } : undefined;
  return (
    <>
      <div className={styles.line}>
        <SelectField
          label={text.schedule.repeat}
          options={REPEATS}
          names={text.schedule.repeats}
          value={repeat}
          onChange={(chosen) => onChange({ repeat: chosen })}
        />
        {counts(repeat) && (
          <Field label={text.schedule.every[repeat]} {...messageOf('every')}>
            <Input
              className={styles.input}
              inputMode="numeric"
              value={every}
              onChange={(_, { value }) => onChange({ every: value })}
            />
          </Field>
        )}
      </div>
      {repeat === 'weekly' && (
        <CheckboxGroup
          legend={text.schedule.days}
          options={WEEKDAYS}
          names={text.schedule.weekdays}
          chosen={days}
          message={messageOf('days')?.validationMessage}
          onChange={(chosen) => onChange({ days: chosen })}
        />
      )}
      <MonthFields form={form} onChange={onChange} messageOf={messageOf} />
      <div className={styles.line}>
        <Field label={text.schedule.date} {...messageOf('date')}>
          <Input
            className={styles.input}
            type="date"
            value={date}
            onChange={(_, { value }) => onChange({ date: value })}
          />
        </Field>
        <Field label={text.schedule.time} {...messageOf('time')}>
          <Input
            className={styles.input}
            type="time"
            value={time}
            onChange={(_, { value }) => onChange({ time: value.slice(0, 5) })}
          />
        </Field>
        {repeat !== 'once' && (
          <Field label={text.schedule.end} {...messageOf('end')}>
            <Input
              className={styles.input}
              type="date"
              value={end}
              onChange={(_, { value }) => onChange({ end: value })}
            />
          </Field>
        )}
      </div>
      <TimeZoneField
        label={text.schedule.timeZone}
        value={timeZone}
        onChange={(chosen) => onChange({ timeZone: chosen })}
      />
    </>
  );
}
