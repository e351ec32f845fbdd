import {
  Button,
  CounterBadge,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  tokens,
} from '@fluentui/react-components';
import { AlertRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { text } from '../text/text.ts';
import { NotificationList } from './notification-list.tsx';

const useStyles = makeStyles({
  // The count stands out over the edge.
  button: { overflow: 'visible' },
  bell: { position: 'relative', display: 'flex' },
  badge: { position: 'absolute', top: '-7px', left: '11px' },
  surface: {
    boxSizing: 'border-box',
    width: '400px',
    maxWidth: 'calc(100vw - 16px)',
    maxHeight: '70vh',
    overflowY: 'auto',
    padding: tokens.spacingHorizontalL,
  },
});

/** The bell, with the number of what was not read yet. */
export function NotificationsButton({ unread }: { readonly unread: number }) {
  const styles = useStyles();
  const [isOpen, setOpen] = useState(false);
  const label = unread > 0 ? text.notifications.buttonUnread(unread) : text.notifications.button;
  return (
    <Popover
      open={isOpen}
      onOpenChange={(_, { open }) => setOpen(open)}
      positioning={{ position: 'below', align: 'end' }}
      trapFocus
    >
      <PopoverTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          className={styles.button}
          aria-label={label}
          title={label}
          icon={
            <span className={styles.bell}>
              <AlertRegular />
              {unread > 0 && (
                <CounterBadge
                  count={unread}
                  size="small"
                  color="danger"
                  className={styles.badge}
                  aria-hidden
                />
              )}
            </span>
          }
        />
      </PopoverTrigger>
      {/* It takes the focus itself: while it loads it holds nothing else that could. */}
      <PopoverSurface className={styles.surface} tabIndex={-1} aria-label={text.notifications.title}>
        <NotificationList onLeave={() => setOpen(false)} />
      </PopoverSurface>
    </Popover>
  );
}
