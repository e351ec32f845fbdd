import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { VisualItem } from '../../api/types.ts';
import { text } from '../../text/text.ts';
import { kindName } from './why-refused.ts';

const useStyles = makeStyles({
  item: {
    display: 'block',
    boxSizing: 'border-box',
    width: '100%',
    height: '100%',
    padding: 0,
    border: 'none',
    backgroundColor: '#fff',
    cursor: 'pointer',
    outline: '3px solid #2886de',
    outlineOffset: '-1px',
    transitionProperty: 'box-shadow',
    transitionDuration: tokens.durationFaster,
    ':hover': { boxShadow: '0 0 0 6px #b4d6fa' },
    ':focus-visible': { boxShadow: '0 0 0 4px #fff, 0 0 0 8px #000' },
    '@media (prefers-reduced-motion: reduce)': { transitionDuration: '0s' },
  },
});

/** Select mode: an item that can be chosen, by mouse and by keyboard. */
export function PinnableItem(props: {
  readonly item: VisualItem;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}) {
  const { item, onChoose, children } = props;
  const styles = useStyles();
  return (
    <button
      type="button"
      className={styles.item}
      data-item={item.name}
      aria-label={text.select.pinItem(kindName(item.kind), item.name)}
      onClick={onChoose}
    >
      {children}
    </button>
  );
}
