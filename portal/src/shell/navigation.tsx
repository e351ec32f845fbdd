import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Link, useLocation } from 'react-router';
import { text } from '../text/text.ts';
import { NARROW } from '../theme/breakpoints.ts';

const useStyles = makeStyles({
  navigation: {
    display: 'flex',
    gap: tokens.spacingHorizontalXS,
    // The settings menu holds the same entries where the header has no room for them.
    [NARROW]: { display: 'none' },
  },
  entry: {
    padding: `0 ${tokens.spacingHorizontalM}`,
    lineHeight: '46px',
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    borderBottom: '2px solid transparent',
    ':hover': { color: tokens.colorNeutralForeground1 },
  },
  current: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    borderBottomColor: tokens.colorCompoundBrandStroke,
  },
});

const ENTRIES = [
  {
    to: '/',
    label: text.shell.reports,
    isCurrent: (path: string) => /^\/($|browse|servers|reports)/.test(path),
  },
  {
    to: '/subscriptions',
    label: text.shell.subscriptions,
    isCurrent: (path: string) => path.startsWith('/subscriptions'),
  },
] as const;

export function Navigation() {
  const styles = useStyles();
  const { pathname } = useLocation();
  return (
    <nav aria-label={text.shell.main} className={styles.navigation}>
      {ENTRIES.map(({ to, label, isCurrent }) => {
        const current = isCurrent(pathname);
        return (
          <Link
            key={to}
            to={to}
            aria-current={current ? 'page' : undefined}
            className={mergeClasses(styles.entry, current && styles.current)}
          >
            {label}
          </Link>
        );
      })}
    </nav>
  );
}
