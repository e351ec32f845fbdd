import { Field, makeStyles, Radio, RadioGroup } from '@fluentui/react-components';
import type { Frequency } from '../../api/types.ts';
import { TimeZoneField } from '../../parts/time-zone-field.tsx';
import { text } from '../../text/text.ts';

const FREQUENCIES: readonly Frequency[] = ['hourly', 'daily', 'weekly'];

const useStyles = makeStyles({ choices: { flexWrap: 'wrap' } });

/** How often, and by which clock (P8). */
export function FrequencyFields(props: {
  readonly frequency: Frequency;
  readonly timeZone: string;
  readonly onChange: (change: { readonly frequency?: Frequency; readonly timeZone?: string }) => void;
}) {
  const { frequency, timeZone, onChange } = props;
  const styles = useStyles();
  return (
    <>
      <Field label={text.pin.frequency} hint={text.pin.frequencyHint}>
        <RadioGroup
          layout="horizontal"
          className={styles.choices}
          value={frequency}
          onChange={(_, { value }) => {
            const chosen = FREQUENCIES.find((one) => one === value);
            if (chosen) onChange({ frequency: chosen });
          }}
        >
          {FREQUENCIES.map((one) => (
            <Radio key={one} value={one} label={text.pin.frequencies[one]} />
          ))}
        </RadioGroup>
      </Field>
      <TimeZoneField
        label={text.pin.timeZone}
        value={timeZone}
        onChange={(chosen) => onChange({ timeZone: chosen })}
      />
    </>
  );
}
