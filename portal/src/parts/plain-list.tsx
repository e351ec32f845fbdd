import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column' },
  none: { gap: 0 },
  XS: { gap: tokens.spacingVerticalXS },
  S: { gap: tokens.spacingVerticalS },
  M: { gap: tokens.spacingVerticalM },
  XL: { gap: tokens.spacingVerticalXL },
});

/** A list of `li` without marks before its entries. */
export function PlainList(props: {
  readonly gap?: 'XS' | 'S' | 'M' | 'XL';
  /** Whether the order of its entries says something. */
  readonly isOrdered?: boolean;
  readonly label?: string;
  /** Entries that come are read out. */
  readonly isLive?: boolean;
  readonly children: ReactNode;
}) {
  const { gap = 'none', isOrdered = false, label, isLive = false, children } = props;
  const styles = useStyles();
  const List = isOrdered ? 'ol' : 'ul';
  return (
    <List
      className={mergeClasses(styles.list, styles[gap])}
      aria-label={label}
      aria-live={isLive ? 'polite' : undefined}
    >
      {children}
    </List>
  );
}
