import { makeStyles, tokens } from '@fluentui/react-components';
import { Fragment, type ReactNode } from 'react';
import { PHONE } from '../theme/breakpoints.ts';

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(120px, max-content) 1fr',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXXL}`,
    margin: 0,
    [PHONE]: { gridTemplateColumns: '1fr', rowGap: tokens.spacingVerticalXXS },
  },
  term: { color: tokens.colorNeutralForeground2 },
  value: {
    margin: 0,
    overflowWrap: 'anywhere',
    minWidth: 0,
    [PHONE]: { paddingBottom: tokens.spacingVerticalS },
  },
});

export type Definition = { readonly term: string; readonly value: ReactNode };

/** Names and values, one a line. */
export function DefinitionList({ entries }: { readonly entries: readonly Definition[] }) {
  const styles = useStyles();
  return (
    <dl className={styles.list}>
      {entries.map(({ term, value }) => (
        <Fragment key={term}>
          <dt className={styles.term}>{term}</dt>
          <dd className={styles.value}>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
