import {
  Avatar,
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { PhoneDesktopRegular, SignOutRegular } from '@fluentui/react-icons';
import { useNavigate } from 'react-router';
import { useSignOut } from '../api/me.ts';
import { text } from '../text/text.ts';

const useStyles = makeStyles({
  who: { padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`, overflowWrap: 'anywhere' },
  name: { fontWeight: tokens.fontWeightSemibold },
  upn: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** Who is signed in to the portal, and the way out. */
export function UserMenu({ name, upn }: { readonly name: string; readonly upn: string }) {
  const styles = useStyles();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const label = text.shell.user(name);
  return (
    <Menu inline>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          shape="circular"
          icon={
            <>
              <Avatar name={name} size={28} color="brand" aria-hidden />
              <span className="visually-hidden">{label}</span>
            </>
          }
          title={label}
        />
      </MenuTrigger>
      <MenuPopover>
        <div className={styles.who}>
          <div className={styles.name}>{name}</div>
          <div className={styles.upn}>{upn}</div>
        </div>
        <MenuDivider />
        <MenuList>
          <MenuItem
            icon={<SignOutRegular />}
            onClick={() => signOut.mutate('here', { onSuccess: () => navigate('/') })}
          >
            {text.shell.signOut}
          </MenuItem>
          <MenuItem
            icon={<PhoneDesktopRegular />}
            onClick={() => signOut.mutate('everywhere', { onSuccess: () => navigate('/') })}
          >
            {text.shell.signOutEverywhere}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
