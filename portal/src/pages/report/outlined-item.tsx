import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { kindName } from './why-refused.ts';

const useStyles = makeStyles({
  box: {
    boxSizing: 'border-box',
    width: '100%',
    height: '100%',
    border: '1px dashed #c7c7c7',
    borderRadius: '2px',
    color: '#616161',
    fontSize: '11px',
    lineHeight: '14px',
    padding: '2px 6px',
    overflow: 'hidden',
    overflowWrap: 'anywhere',
  },
  line: { height: '100%', borderTop: '1px solid #c7c7c7' },
  frame: { border: '1px solid #e0e0e0' },
  refused: { overflowY: 'auto', fontSize: '12px', lineHeight: '16px', padding: '8px' },
});

/** A quiet box where something of the report stands that is not drawn here. */
export function OutlinedItem(props: {
  readonly item: { readonly kind: string; readonly name: string };
  readonly reason?: string | undefined;
}) {
  const { item, reason } = props;
  const { kind, name } = item;
  const styles = useStyles();
  if (kind === 'line') return <div className={styles.line} />;
  if (kind === 'rectangle') return <div className={mergeClasses(styles.box, styles.frame)} />;
  return (
    <div className={mergeClasses(styles.box, reason !== undefined && styles.refused)}>
      {kindName(kind)} {name}
      {reason !== undefined && <div>{reason}</div>}
    </div>
  );
}
