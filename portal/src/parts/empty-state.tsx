import { makeStyles, Subtitle1, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  empty: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    textAlign: 'center',
    gap: tokens.spacingVerticalS,
    padding: `56px ${tokens.spacingHorizontalL}`,
  },
  icon: { color: tokens.colorNeutralForeground3, fontSize: '48px', lineHeight: 0 },
  title: { margin: 0 },
  body: { color: tokens.colorNeutralForeground2, maxWidth: '56ch' },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'center',
    gap: tokens.spacingHorizontalS,
    paddingTop: tokens.spacingVerticalS,
  },
});

/** Stands where a list would be, and says what fills it. */
export function EmptyState(props: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly body: string;
  readonly children?: ReactNode;
}) {
  const { icon, title, body, children } = props;
  const styles = useStyles();
  return (
    <div className={styles.empty}>
      <div className={styles.icon} aria-hidden>
        {icon}
      </div>
      <Subtitle1 as="h2" className={styles.title}>
        {title}
      </Subtitle1>
      <div className={styles.body}>{body}</div>
      {children !== undefined && <div className={styles.actions}>{children}</div>}
    </div>
  );
}
