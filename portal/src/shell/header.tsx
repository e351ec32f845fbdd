import { makeStyles, tokens } from '@fluentui/react-components';
import { lazy, Suspense } from 'react';
import { useMe } from '../api/me.ts';
import { PHONE } from '../theme/breakpoints.ts';
import { Brand } from './brand.tsx';
import { Navigation } from './navigation.tsx';

/** Menus and pop-ups are of use to nobody who is not signed in: the landing page does not wait for their code. */
const HeaderTools = lazy(async () => ({ default: (await import('./header-tools.tsx')).HeaderTools }));

const useStyles = makeStyles({
  header: {
    boxSizing: 'border-box',
    minHeight: '49px',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalL,
    padding: `0 ${tokens.spacingHorizontalM} 0 ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    position: 'sticky',
    top: 0,
    zIndex: 10,
    [PHONE]: { gap: tokens.spacingHorizontalXS, paddingRight: tokens.spacingHorizontalXS },
  },
});

export function Header() {
  const styles = useStyles();
  const { data: me } = useMe();
  return (
    <header className={styles.header}>
      <Brand />
      {me?.user && (
        <>
          <Navigation />
          <Suspense>
            <HeaderTools me={me} user={me.user} />
          </Suspense>
        </>
      )}
    </header>
  );
}
