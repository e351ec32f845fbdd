import { Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import type { Weekday } from '../../api/types.ts';
import { text } from '../../text/text.ts';
import { WEEKDAYS } from './schedule-form.ts';

const useStyles = makeStyles({
  group: { border: 'none', margin: 0, padding: 0, minWidth: 0 },
  legend: { padding: 0 },
  days: { display: 'flex', flexWrap: 'wrap' },
  empty: { color: tokens.colorPaletteRedForeground1, fontSize: tokens.fontSizeBase200 },
});

export function WeekdaysField(props: {
  readonly days: readonly Weekday[];
  readonly wasSent: boolean;
  readonly onChange: (days: readonly Weekday[]) => void;
}) {
  const { days, wasSent, onChange } = props;
  const styles = useStyles();
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{text.edit.days}</legend>
      <div className={styles.days}>
        {WEEKDAYS.map((day) => (
          <Checkbox
            key={day}
            label={text.edit.weekdays[day]}
            checked={days.includes(day)}
            onChange={(_, { checked }) =>
              onChange(WEEKDAYS.filter((one) => (one === day ? checked === true : days.includes(one))))
            }
          />
        ))}
      </div>
      {wasSent && days.length === 0 && (
        <div role="alert" className={styles.empty}>
          {text.edit.daysEmpty}
        </div>
      )}
    </fieldset>
  );
}
