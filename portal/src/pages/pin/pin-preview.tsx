import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Report, VisualItem } from '../../api/types.ts';
import { text } from '../../text/text.ts';
import { PHONE } from '../../theme/breakpoints.ts';
import { ItemPicture } from '../report/item-picture.tsx';

const useStyles = makeStyles({
  previews: { display: 'grid', gap: tokens.spacingHorizontalM, minWidth: 0, padding: '2px' },
  several: {
    gridTemplateColumns: 'repeat(auto-fill, minmax(140px, 1fr))',
    maxHeight: '60vh',
    overflowY: 'auto',
    [PHONE]: { maxHeight: '220px' },
  },
  // As Power BI frames a tile: the title above, then when it was refreshed, then the picture.
  tile: {
    margin: 0,
    minWidth: 0,
    backgroundColor: '#fff',
    color: '#252423',
    colorScheme: 'light',
    boxShadow: tokens.shadow4,
    borderRadius: tokens.borderRadiusMedium,
    overflow: 'hidden',
    padding: '10px 12px 12px',
  },
  title: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  when: { color: '#605e5c', fontSize: tokens.fontSizeBase200, paddingBottom: '6px' },
  picture: { maxHeight: '320px', [PHONE]: { maxHeight: '160px' } },
});

/** The tiles as they will look, with the title (T2) and the time of the refresh (T3). */
export function PinPreview(props: {
  readonly report: Report;
  readonly items: readonly VisualItem[];
  readonly query: string;
}) {
  const { report, items, query } = props;
  const styles = useStyles();
  return (
    <div className={mergeClasses(styles.previews, items.length > 1 && styles.several)}>
      {items.map((item) => (
        <figure key={item.name} className={styles.tile} aria-label={text.pin.preview(item.name)}>
          <figcaption>
            <div className={styles.title}>{report.title}</div>
            <div className={styles.when}>{text.pin.previewRefreshed}</div>
          </figcaption>
          <div
            className={styles.picture}
            style={{ aspectRatio: `${Math.max(1, item.width)} / ${Math.max(1, item.height)}` }}
          >
            <ItemPicture reportId={report.id} item={item} query={query} />
          </div>
        </figure>
      ))}
    </div>
  );
}
