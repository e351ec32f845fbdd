import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { Overview } from '../../api/types.ts';
import { dateAndTime } from '../../format/time.ts';
import { Section } from '../../parts/section.tsx';
import { text } from '../../text/text.ts';

const STATES = ['active', 'failing', 'paused', 'retired', 'ended'] as const;

const useStyles = makeStyles({
  counts: {
    margin: 0,
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(120px, 1fr))',
    gap: tokens.spacingHorizontalXL,
  },
  entry: { display: 'flex', flexDirection: 'column-reverse' },
  name: { color: tokens.colorNeutralForeground2 },
  number: { ...typographyStyles.title2, margin: 0, fontVariantNumeric: 'tabular-nums' },
  bad: { color: tokens.colorPaletteRedForeground1 },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** Subscriptions by state, as they were last counted. */
export function CountsSection({ counts }: { readonly counts: Overview['counts'] }) {
  const styles = useStyles();
  return (
    <Section title={text.overview.countsTitle}>
      {counts ? (
        <>
          <dl className={styles.counts}>
            {STATES.map((state) => (
              <div key={state} className={styles.entry}>
                <dt className={styles.name}>{text.overview.counts[state]}</dt>
                <dd
                  className={
                    state === 'failing' && counts.failing > 0
                      ? `${styles.number} ${styles.bad}`
                      : styles.number
                  }
                >
                  {counts[state].toLocaleString()}
                </dd>
              </div>
            ))}
          </dl>
          <div className={styles.quiet}>{text.overview.asOf(dateAndTime(counts.asOf))}</div>
        </>
      ) : (
        text.overview.notCounted
      )}
    </Section>
  );
}
