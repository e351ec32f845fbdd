import { makeStyles, tokens } from '@fluentui/react-components';
import type { Me } from '../api/types.ts';
import { NotificationsButton } from './notifications-button.tsx';
import { SettingsMenu } from './settings-menu.tsx';
import { UserMenu } from './user-menu.tsx';

const useStyles = makeStyles({
  tools: { marginLeft: 'auto', display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
});

/** Bell, gear and account of whoever is signed in. */
export function HeaderTools(props: { readonly me: Me; readonly user: NonNullable<Me['user']> }) {
  const { me, user } = props;
  const styles = useStyles();
  return (
    <div className={styles.tools}>
      <NotificationsButton unread={me.unreadNotifications ?? 0} />
      <SettingsMenu isRegistered={me.registered} isAdmin={user.admin} />
      <UserMenu name={user.name} upn={user.upn} />
    </div>
  );
}
