import { makeStyles, tokens } from '@fluentui/react-components';
import { Suspense } from 'react';
import { Outlet, ScrollRestoration } from 'react-router';
import { Loading } from '../parts/loading.tsx';
import { Header } from './header.tsx';
import { SkipLink } from './skip-link.tsx';

const useStyles = makeStyles({
  layout: {
    minHeight: '100vh',
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground2,
  },
  main: { flexGrow: 1, outlineStyle: 'none' },
});

/** What every page stands in. */
export function RootLayout() {
  const styles = useStyles();
  return (
    <div className={styles.layout}>
      <SkipLink />
      <Header />
      <main id="main" tabIndex={-1} className={styles.main}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      <ScrollRestoration />
    </div>
  );
}
