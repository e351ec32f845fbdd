import { makeStyles, Tooltip } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { text } from '../../text/text.ts';
import { kindName } from './why-refused.ts';

const useStyles = makeStyles({
  dark: {
    boxSizing: 'border-box',
    display: 'block',
    textAlign: 'left',
    width: '100%',
    height: '100%',
    padding: 0,
    backgroundColor: 'transparent',
    border: '1px solid #616161',
    font: 'inherit',
    overflow: 'hidden',
    cursor: 'not-allowed',
    ':focus-visible': { outline: '2px solid #fff', outlineOffset: '-4px' },
  },
  // What is white paper otherwise is dark, and its black text light enough to be read.
  content: { height: '100%', backgroundColor: '#fff', filter: 'grayscale(1) invert(0.82)' },
});

/** Select mode: an item that cannot be pinned, as it is but dark, with the reason on hover and on focus. */
export function RefusedItem(props: {
  readonly item: { readonly kind: string; readonly name: string };
  readonly reason: string;
  readonly isFocusable: boolean;
  /** What it looks like. */
  readonly children: ReactNode;
}) {
  const { item, reason, isFocusable, children } = props;
  const { kind, name } = item;
  const styles = useStyles();
  const label = text.report.itemName(kindName(kind), name);
  const content = (
    <div aria-hidden className={styles.content}>
      {children}
    </div>
  );
  return (
    <Tooltip content={reason} relationship="description" withArrow>
      {isFocusable ? (
        <button type="button" aria-disabled className={styles.dark} aria-label={label}>
          {content}
        </button>
      ) : (
        <div className={styles.dark}>{content}</div>
      )}
    </Tooltip>
  );
}
