import { Field, Input, makeStyles } from '@fluentui/react-components';
import { SelectField } from '../parts/select-field.tsx';
import { text } from '../text/text.ts';
import { CheckboxGroup } from './checkbox-group.tsx';
import type { FieldProps } from './schedule-builder.tsx';
import { MONTHS, WEEKDAYS, WEEKS } from './schedule-form.ts';

const useStyles = makeStyles({ input: { minWidth: 0, width: '100%' } });

/** What monthly schedules ask for; nothing for the others. */
export function MonthFields({ form, onChange, messageOf }: FieldProps) {
  const styles = useStyles();
  const { repeat, months, monthDays, week, days } = form;
  if (repeat !== 'monthly' && repeat !== 'monthlyByWeekday') return null;
  return (
    <>
      {repeat === 'monthly' ? (
        <Field label={text.schedule.monthDays} hint={text.schedule.monthDaysHint} {...messageOf('monthDays')}>
          <Input
            className={styles.input}
            value={monthDays}
            maxLength={120}
            onChange={(_, { value }) => onChange({ monthDays: value })}
          />
        </Field>
      ) : (
        <>
          <SelectField
            label={text.schedule.week}
            options={WEEKS}
            names={text.schedule.weeks}
            value={week}
            onChange={(chosen) => onChange({ week: chosen })}
          />
          <CheckboxGroup
            legend={text.schedule.days}
            options={WEEKDAYS}
            names={text.schedule.weekdays}
            chosen={days}
            message={messageOf('days')?.validationMessage}
            onChange={(chosen) => onChange({ days: chosen })}
          />
        </>
      )}
      <CheckboxGroup
        legend={text.schedule.months}
        options={MONTHS}
        names={text.schedule.monthNames}
        chosen={months}
        message={messageOf('months')?.validationMessage}
        onChange={(chosen) => onChange({ months: chosen })}
      />
    </>
  );
}
