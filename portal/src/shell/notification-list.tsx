import { makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { useNotifications } from '../api/notifications.ts';
import { Loading } from '../parts/loading.tsx';
import { PlainList } from '../parts/plain-list.tsx';
import { ProblemMessage } from '../parts/problem-message.tsx';
import { text } from '../text/text.ts';
import { NotificationEntry } from './notification-entry.tsx';

const useStyles = makeStyles({
  title: { margin: 0 },
  empty: { color: tokens.colorNeutralForeground2, padding: `${tokens.spacingVerticalL} 0` },
});

export function NotificationList({ onLeave }: { readonly onLeave: () => void }) {
  const styles = useStyles();
  const { data, error, isPending, refetch } = useNotifications();
  return (
    <>
      <Subtitle2 as="h2" className={styles.title}>
        {text.notifications.title}
      </Subtitle2>
      {isPending && <Loading />}
      {error && <ProblemMessage error={error} onRetry={refetch} />}
      {data?.value.length === 0 && <div className={styles.empty}>{text.notifications.empty}</div>}
      {data && data.value.length > 0 && (
        <PlainList>
          {data.value.map((notification) => (
            <NotificationEntry
              key={`${notification.of} ${notification.id}`}
              notification={notification}
              onLeave={onLeave}
            />
          ))}
        </PlainList>
      )}
    </>
  );
}
