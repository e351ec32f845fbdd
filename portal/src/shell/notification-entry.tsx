import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useMarkRead } from '../api/notifications.ts';
import type { Notification } from '../api/types.ts';
import { Moment } from '../parts/moment.tsx';
import { RouterLink } from '../parts/router-link.tsx';
import { text } from '../text/text.ts';

const useStyles = makeStyles({
  entry: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalM} 0 ${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}`,
    borderLeft: '3px solid transparent',
    ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  unread: { borderLeftColor: tokens.colorCompoundBrandStroke },
  title: { fontWeight: tokens.fontWeightSemibold },
  body: { overflowWrap: 'anywhere' },
  when: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
  },
});

/** One notification: what happened, and the way to where it is put right. */
export function NotificationEntry(props: {
  readonly notification: Notification;
  readonly onLeave: () => void;
}) {
  const { notification, onLeave } = props;
  const { of, title, text: body, action, at, read } = notification;
  const styles = useStyles();
  const { mutate: markRead } = useMarkRead();
  const leave = () => {
    if (!read) markRead(notification);
    onLeave();
  };
  return (
    <li className={mergeClasses(styles.entry, !read && styles.unread)}>
      <div className={styles.title}>
        {!read && <span className="visually-hidden">{text.notifications.unread}: </span>}
        {title}
      </div>
      <div className={styles.body}>{body}</div>
      <div className={styles.when}>
        {of === 'installation' && `${text.notifications.ofInstallation} · `}
        <Moment instant={at} />
      </div>
      <div className={styles.actions}>
        <RouterLink to={action.path} onNavigate={leave}>
          {action.label}
        </RouterLink>
        {!read && (
          <Button size="small" appearance="subtle" onClick={() => markRead(notification)}>
            {text.notifications.markRead}
          </Button>
        )}
      </div>
    </li>
  );
}
