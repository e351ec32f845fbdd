import { makeStyles, Tooltip } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { text } from '../../text/text.ts';
import { kindName } from './why-refused.ts';

const useStyles = makeStyles({
  dark: {
    position: 'relative',
    boxSizing: 'border-box',
    width: '100%',
    height: '100%',
    border: '1px solid #616161',
    overflow: 'hidden',
    cursor: 'not-allowed',
  },
  // Lies over the content, whose own texts are no name of a button.
  cover: {
    position: 'absolute',
    inset: 0,
    width: '100%',
    padding: 0,
    backgroundColor: 'transparent',
    border: 'none',
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
  return (
    <div className={styles.dark}>
      <div aria-hidden className={styles.content}>
        {children}
      </div>
      <Tooltip content={reason} relationship="description" withArrow>
        {isFocusable ? (
          <button type="button" aria-disabled className={styles.cover} aria-label={label} />
        ) : (
          <div className={styles.cover} />
        )}
      </Tooltip>
    </div>
  );
}
