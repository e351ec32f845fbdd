import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  wide: { gridColumn: '1 / -1' },
  term: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  value: { margin: 0, overflowWrap: 'anywhere' },
});

/** A name above its value; `isWide` takes the whole line. */
export function Fact(props: {
  readonly term: string;
  readonly isWide?: boolean;
  readonly children: ReactNode;
}) {
  const { term, isWide = false, children } = props;
  const styles = useStyles();
  return (
    <div className={mergeClasses(isWide && styles.wide)}>
      <dt className={styles.term}>{term}</dt>
      <dd className={styles.value}>{children}</dd>
    </div>
  );
}
