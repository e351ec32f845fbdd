import { makeStyles, tokens } from '@fluentui/react-components';
import { useMe } from '../../api/me.ts';
import type { Subscription } from '../../api/types.ts';
import { dateAndTimeIn, readersTimeZone } from '../../format/time.ts';
import { Moment } from '../../parts/moment.tsx';
import { text } from '../../text/text.ts';

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** When it runs next by the reader's clock, and by the subscription's own where that is another one. */
export function NextRun({ subscription }: { readonly subscription: Subscription }) {
  const styles = useStyles();
  const { data: me } = useMe();
  const { nextDueAt, schedule, state } = subscription;
  if (nextDueAt === undefined || state !== 'active' || !me?.registered) return text.subscriptions.noNextRun;
  const there = schedule.zone === readersTimeZone() ? undefined : dateAndTimeIn(nextDueAt, schedule.zone);
  return (
    <>
      <Moment instant={nextDueAt} />
      {there !== undefined && (
        <div className={styles.quiet}>{text.subscriptions.zoneTime(there, schedule.zone)}</div>
      )}
    </>
  );
}
