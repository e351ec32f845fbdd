import { makeStyles, tokens } from '@fluentui/react-components';
import type { Report, VisualItem } from '../../api/types.ts';
import { text } from '../../text/text.ts';
import { PHONE } from '../../theme/breakpoints.ts';
import { ItemPicture } from '../report/item-picture.tsx';

const useStyles = makeStyles({
  preview: { margin: 0, minWidth: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  paper: {
    backgroundColor: '#fff',
    boxShadow: tokens.shadow4,
    borderRadius: tokens.borderRadiusMedium,
    overflow: 'hidden',
    maxHeight: '360px',
    [PHONE]: { maxHeight: '180px' },
  },
  caption: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** The picture the tile will show, with the title it will have (T2). */
export function PinPreview(props: {
  readonly report: Report;
  readonly item: VisualItem;
  readonly query: string;
}) {
  const { report, item, query } = props;
  const styles = useStyles();
  const ratio = `${Math.max(1, item.width)} / ${Math.max(1, item.height)}`;
  return (
    <figure className={styles.preview} aria-label={text.pin.preview}>
      <div className={styles.paper} style={{ aspectRatio: ratio }}>
        <ItemPicture reportId={report.id} item={item} query={query} />
      </div>
      <figcaption className={styles.caption}>{report.title}</figcaption>
    </figure>
  );
}
