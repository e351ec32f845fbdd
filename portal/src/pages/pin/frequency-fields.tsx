import { Field, makeStyles, Radio, RadioGroup } from '@fluentui/react-components';
import { TimeZoneField } from '../../parts/time-zone-field.tsx';
import { ScheduleBuilder } from '../../schedule/schedule-builder.tsx';
import { text } from '../../text/text.ts';
import { SharedScheduleField } from '../subscriptions/shared-schedule-field.tsx';
import { type ChangeDraft, follows, type HowOften, type PinDraft } from './pin-draft.ts';

const CHOICES: readonly HowOften[] = ['hourly', 'daily', 'weekly', 'other'];

const useStyles = makeStyles({ choices: { flexWrap: 'wrap' } });

/** How often, and by which clock (P8); or any schedule that report servers know, or a shared one. */
export function FrequencyFields(props: {
  readonly draft: PinDraft;
  readonly wasSent: boolean;
  readonly onChange: ChangeDraft;
}) {
  const { draft, wasSent, onChange } = props;
  const { frequency, timeZone, schedule, sharedScheduleId } = draft;
  const styles = useStyles();
  return (
    <>
      <Field label={text.pin.frequency}>
        <RadioGroup
          layout="horizontal"
          className={styles.choices}
          value={frequency}
          onChange={(_, { value }) => {
            const chosen = CHOICES.find((one) => one === value);
            if (chosen) onChange({ frequency: chosen });
          }}
        >
          {CHOICES.map((one) => (
            <Radio key={one} value={one} label={text.pin.frequencies[one]} />
          ))}
        </RadioGroup>
      </Field>
      {frequency === 'other' ? (
        <>
          <SharedScheduleField
            value={sharedScheduleId}
            onChange={(id) => onChange({ sharedScheduleId: id })}
          />
          {!follows(draft) && (
            <ScheduleBuilder
              form={schedule}
              wasSent={wasSent}
              onChange={(change) => onChange({ schedule: { ...schedule, ...change } })}
            />
          )}
        </>
      ) : (
        <TimeZoneField
          label={text.pin.timeZone}
          value={timeZone}
          onChange={(chosen) => onChange({ timeZone: chosen, schedule: { ...schedule, timeZone: chosen } })}
        />
      )}
    </>
  );
}
