import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Report, ReportPage } from '../../api/types.ts';
import { text } from '../../text/text.ts';
import { PHONE } from '../../theme/breakpoints.ts';
import { SheetItem } from './sheet-item.tsx';
import type { Selecting } from './use-selection.ts';

const PIXELS_PER_POINT = 96 / 72;
/** Larger than on paper: the pictures are drawn at twice their size, and a screen has room. */
const LARGEST_SCALE = 1.35;

const useStyles = makeStyles({
  paper: {
    boxSizing: 'border-box',
    // Paper is white, in the dark as well: the pictures are drawn for it.
    backgroundColor: '#fff',
    colorScheme: 'light',
    width: '100%',
    padding: tokens.spacingHorizontalXXL,
    boxShadow: tokens.shadow8,
    borderRadius: tokens.borderRadiusMedium,
    [PHONE]: { padding: tokens.spacingHorizontalM },
  },
  shaded: { backgroundColor: '#8a8a8a' },
  sheet: {
    position: 'relative',
    // Texts are sized by its width.
    containerType: 'inline-size',
    // A phone has no room for a sheet: what is drawn stands one below the other.
    [PHONE]: {
      aspectRatio: 'auto !important',
      display: 'flex',
      flexDirection: 'column',
      gap: tokens.spacingVerticalL,
    },
  },
  empty: { color: '#424242' },
});

/** One page laid out from its points, scaled to the width there is. */
export function ReportSheet(props: {
  readonly report: Report;
  readonly page: ReportPage;
  readonly query: string;
  readonly selecting: Selecting | undefined;
}) {
  const { report, page, query, selecting } = props;
  const { width, height, items } = page;
  const styles = useStyles();
  return (
    <div
      className={mergeClasses(styles.paper, selecting && styles.shaded)}
      style={{ maxWidth: `${width * PIXELS_PER_POINT * LARGEST_SCALE}px` }}
    >
      {items.length === 0 ? (
        <div className={styles.empty}>{text.report.empty}</div>
      ) : (
        <div className={styles.sheet} style={{ aspectRatio: `${width} / ${height}` }}>
          {items.map((item) => (
            <SheetItem
              key={item.name}
              report={report}
              page={page}
              item={item}
              query={query}
              selecting={selecting}
            />
          ))}
        </div>
      )}
    </div>
  );
}
