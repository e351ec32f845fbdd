import { Badge, makeStyles, tokens } from '@fluentui/react-components';
import type { Run, Subscription } from '../../api/types.ts';
import { dateAndTime } from '../../format/time.ts';
import { Moment } from '../../parts/moment.tsx';
import { text } from '../../text/text.ts';
import { RunRemedy } from './run-remedy.tsx';

const COLORS = {
  running: 'brand',
  waiting: 'brand',
  succeeded: 'success',
  failed: 'danger',
  missed: 'warning',
} as const;

const useStyles = makeStyles({
  entry: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalM} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
  },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  reason: { overflowWrap: 'anywhere' },
});

/** When, how it ended and why, and what to do about it. */
export function RunEntry({ run, subscription }: { readonly run: Run; readonly subscription: Subscription }) {
  const styles = useStyles();
  const { kind, state, dueAt, attempt, text: reason, notBefore, missedFrom, missedCount } = run;
  const facts = [
    text.subscriptions.runKinds[kind],
    attempt > 1 && text.subscriptions.attempts(attempt),
    state === 'waiting' && notBefore !== undefined && text.subscriptions.tryAgainAt(dateAndTime(notBefore)),
  ].filter((fact) => fact !== false);
  const isMany = missedCount !== undefined && missedCount > 1 && missedFrom !== undefined;
  return (
    <li className={styles.entry}>
      <div className={styles.head}>
        <Moment instant={dueAt} />
        <Badge appearance="tint" color={COLORS[state]}>
          {text.subscriptions.runStates[state]}
        </Badge>
      </div>
      <div className={styles.quiet}>{facts.join(' · ')}</div>
      {isMany && <div>{text.subscriptions.missed(missedCount, dateAndTime(missedFrom))}</div>}
      {reason !== undefined && reason !== '' && <div className={styles.reason}>{reason}</div>}
      <RunRemedy run={run} subscription={subscription} />
    </li>
  );
}
