import { makeStyles, tokens } from '@fluentui/react-components';
import type { Overview } from '../../api/types.ts';
import { timeOnly } from '../../format/time.ts';
import { DefinitionList } from '../../parts/definition-list.tsx';
import { Section } from '../../parts/section.tsx';
import { text } from '../../text/text.ts';

const useStyles = makeStyles({
  minutes: {
    display: 'flex',
    alignItems: 'flex-end',
    gap: '2px',
    height: '72px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
  },
  minute: {
    flexGrow: 1,
    minWidth: '1px',
    backgroundColor: tokens.colorCompoundBrandBackground,
    borderRadius: '2px 2px 0 0',
  },
  range: {
    display: 'flex',
    justifyContent: 'space-between',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
});

/** Whether what is due is run, and what comes within the hour. */
export function HealthSection({ overview }: { readonly overview: Overview }) {
  const { lateSeconds, lateness, openRuns, nextHour } = overview;
  return (
    <Section title={text.overview.healthTitle}>
      <DefinitionList
        entries={[
          {
            term: text.overview.late,
            value: lateSeconds === 0 ? text.overview.nothingLate : text.overview.lateBy(lateSeconds),
          },
          ...(lateness
            ? [
                {
                  term: text.overview.lateness,
                  value: text.overview.latenessOf(lateness.p50Seconds, lateness.p99Seconds),
                },
              ]
            : []),
          { term: text.overview.openRuns, value: openRuns.toLocaleString() },
          {
            term: text.overview.nextHour,
            value: text.overview.due(nextHour.total, nextHour.complete),
          },
        ]}
      />
      <MinuteBars perMinute={nextHour.perMinute} />
    </Section>
  );
}

/** A bar for each minute that has something due; told in words above. */
function MinuteBars({ perMinute }: Pick<Overview['nextHour'], 'perMinute'>) {
  const styles = useStyles();
  const most = Math.max(0, ...perMinute.map(({ count }) => count));
  const [first] = perMinute;
  const last = perMinute.at(-1);
  if (!first || !last || most === 0) return null;
  return (
    <div aria-hidden>
      <div className={styles.minutes}>
        {perMinute.map(({ minute, count }) => (
          <div
            key={minute}
            className={styles.minute}
            style={{ height: `${(100 * count) / most}%` }}
            title={`${timeOnly(minute)}: ${count}`}
          />
        ))}
      </div>
      <div className={styles.range}>
        <span>{timeOnly(first.minute)}</span>
        <span>{timeOnly(last.minute)}</span>
      </div>
    </div>
  );
}
