import { makeStyles, Tooltip } from '@fluentui/react-components';
import { text } from '../../text/text.ts';
import { kindName } from './why-refused.ts';

const useStyles = makeStyles({
  dark: {
    boxSizing: 'border-box',
    display: 'flex',
    alignItems: 'flex-start',
    textAlign: 'left',
    width: '100%',
    height: '100%',
    backgroundColor: '#3d3d3d',
    border: '1px solid #616161',
    color: '#d6d6d6',
    fontFamily: 'inherit',
    fontSize: '11px',
    lineHeight: '14px',
    padding: '2px 6px',
    overflow: 'hidden',
    cursor: 'not-allowed',
    ':focus-visible': { outline: '2px solid #fff', outlineOffset: '-4px' },
  },
});

/** Select mode: an item that cannot be pinned, dark, with the reason on hover and on focus. */
export function RefusedItem(props: {
  readonly item: { readonly kind: string; readonly name: string };
  readonly reason: string;
  readonly isFocusable: boolean;
}) {
  const { item, reason, isFocusable } = props;
  const { kind, name } = item;
  const styles = useStyles();
  const label = text.report.itemName(kindName(kind), name);
  return (
    <Tooltip content={reason} relationship="description" withArrow>
      {isFocusable ? (
        <button type="button" aria-disabled className={styles.dark} aria-label={label}>
          {label}
        </button>
      ) : (
        <div className={styles.dark}>{kind === 'textbox' && label}</div>
      )}
    </Tooltip>
  );
}
