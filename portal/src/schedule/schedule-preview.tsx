import { makeStyles, tokens } from '@fluentui/react-components';
import { CalendarClockRegular } from '@fluentui/react-icons';
import { toProblem } from '../api/problem.ts';
import { useSchedulePreview } from '../api/schedules.ts';
import type { Schedule } from '../api/types.ts';
import { dateAndTimeIn, readersTimeZone } from '../format/time.ts';
import { Moment } from '../parts/moment.tsx';
import { useSettled } from '../parts/use-settled.ts';
import { text } from '../text/text.ts';

const SETTLE_MS = 300;

const useStyles = makeStyles({
  preview: {
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    minHeight: '20px',
  },
  icon: { fontSize: '20px', lineHeight: '20px', color: tokens.colorNeutralForeground3, flexShrink: 0 },
  body: { minWidth: 0, overflowWrap: 'anywhere' },
  list: { listStyleType: 'none', margin: 0, padding: 0, color: tokens.colorNeutralForeground2 },
});

/** The schedule in plain words with its next occurrences, by the reader's clock and by its own where that is another. */
export function SchedulePreview({ schedule }: { readonly schedule: Schedule | undefined }) {
  const styles = useStyles();
  const { data, error } = useSchedulePreview(useSettled(schedule, SETTLE_MS));
  const zone = data?.schedule.zone ?? readersTimeZone();
  const isElsewhere = zone !== readersTimeZone();
  return (
    <div className={styles.preview}>
      <span className={styles.icon} aria-hidden>
        <CalendarClockRegular />
      </span>
      <div className={styles.body} role="status">
        {schedule === undefined && text.schedule.incomplete}
        {schedule && error && toProblem(error).message}
        {schedule && data && !error && (
          <>
            {data.text.split('; ')[0]}
            <ul className={styles.list} aria-label={text.schedule.next}>
              {data.next.length === 0 && <li>{text.schedule.never}</li>}
              {data.next.map(({ at }) => (
                <li key={at}>
                  <Moment instant={at} />
                  {isElsewhere && ` (${text.subscriptions.zoneTime(dateAndTimeIn(at, zone), zone)})`}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}
