import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkFilled } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { VisualItem } from '../../api/types.ts';
import { text } from '../../text/text.ts';
import type { Selecting } from './use-selection.ts';
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
  several: { position: 'relative', outlineColor: '#c7e0f4' },
  chosen: { outlineColor: '#0f6cbd', outlineWidth: '5px' },
  mark: {
    position: 'absolute',
    top: '8px',
    right: '8px',
    width: '24px',
    height: '24px',
    display: 'grid',
    placeItems: 'center',
    fontSize: '16px',
    borderRadius: '50%',
    border: '2px solid #0f6cbd',
    boxSizing: 'border-box',
    backgroundColor: '#fff',
    color: '#fff',
  },
  marked: { backgroundColor: '#0f6cbd' },
});

/** Select mode: an item that can be pinned, or chosen to be pinned with others, by mouse and by keyboard. */
export function PinnableItem(props: {
  readonly item: VisualItem;
  readonly selecting: Selecting;
  readonly children: ReactNode;
}) {
  const { item, selecting, children } = props;
  const { isSeveral, chosen, toggle } = selecting.selection;
  const styles = useStyles();
  const isChosen = chosen.includes(item.name);
  return (
    <button
      type="button"
      className={mergeClasses(styles.item, isSeveral && styles.several, isChosen && styles.chosen)}
      aria-pressed={isSeveral ? isChosen : undefined}
      data-item={item.name}
      aria-label={text.select.pinItem(kindName(item.kind), item.name)}
      onClick={() => (isSeveral ? toggle(item.name) : selecting.onPin(item.name))}
    >
      {children}
      {isSeveral && (
        <span className={mergeClasses(styles.mark, isChosen && styles.marked)} aria-hidden>
          {isChosen && <CheckmarkFilled />}
        </span>
      )}
    </button>
  );
}
