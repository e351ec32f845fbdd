import { Field, makeStyles, Radio, RadioGroup } from '@fluentui/react-components';
import { TimeZoneField } from '../../parts/time-zone-field.tsx';
import { text } from '../../text/text.ts';
import type { ScheduleChoice, ScheduleForm } from './schedule-form.ts';
import { TimeField } from './time-field.tsx';
import { WeekdaysField } from './weekdays-field.tsx';

const CHOICES: readonly ScheduleChoice[] = ['keep', 'hourly', 'daily', 'weekly'];

const useStyles = makeStyles({ choices: { flexWrap: 'wrap' } });

/** A simple builder: hourly, daily or weekly at a time, by a zone's clock. */
export function ScheduleFields(props: {
  readonly form: ScheduleForm;
  /** The present schedule in plain words. */
  readonly present: string;
  readonly wasSent: boolean;
  readonly onChange: (change: Partial<ScheduleForm>) => void;
}) {
  const { form, present, wasSent, onChange } = props;
  const styles = useStyles();
  const isKept = form.choice === 'keep';
  return (
    <>
      <Field label={text.edit.repeat} hint={isKept ? present : ''}>
        <RadioGroup
          layout="horizontal"
          className={styles.choices}
          value={form.choice}
          onChange={(_, { value }) => {
            const choice = CHOICES.find((one) => one === value);
            if (choice) onChange({ choice });
          }}
        >
          {CHOICES.map((choice) => (
            <Radio key={choice} value={choice} label={text.edit.choices[choice]} />
          ))}
        </RadioGroup>
      </Field>
      {form.choice === 'weekly' && (
        <WeekdaysField days={form.days} wasSent={wasSent} onChange={(days) => onChange({ days })} />
      )}
      {!isKept && (
        <>
          <TimeField form={form} wasSent={wasSent} onChange={(time) => onChange({ time })} />
          <TimeZoneField
            label={text.edit.timeZone}
            value={form.timeZone}
            onChange={(timeZone) => onChange({ timeZone })}
          />
        </>
      )}
    </>
  );
}
