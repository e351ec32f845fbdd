import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Report, ReportPage } from '../../api/types.ts';
import { text } from '../../text/text.ts';
import { PHONE } from '../../theme/breakpoints.ts';
import { SheetItem } from './sheet-item.tsx';

const PIXELS_PER_POINT = 96 / 72;
/** Larger than on paper: the pictures are drawn at twice their size, and a screen has room. */
const LARGEST_SCALE = 1.35;

const useStyles = makeStyles({
  sheet: {
    position: 'relative',
    // Paper is white, in the dark as well: the pictures are drawn for it.
    backgroundColor: '#fff',
    colorScheme: 'light',
    width: '100%',
    boxShadow: tokens.shadow8,
    borderRadius: tokens.borderRadiusMedium,
    overflow: 'hidden',
    // A phone has no room for a sheet: what is drawn stands one below the other.
    [PHONE]: {
      aspectRatio: 'auto !important',
      display: 'flex',
      flexDirection: 'column',
      gap: tokens.spacingVerticalL,
      padding: tokens.spacingHorizontalM,
      boxSizing: 'border-box',
    },
  },
  shaded: { backgroundColor: '#8a8a8a' },
  empty: { padding: tokens.spacingHorizontalXXL, color: '#424242' },
});

/** One page laid out from its points, scaled to the width there is. */
export function ReportSheet(props: {
  readonly report: Report;
  readonly page: ReportPage;
  readonly query: string;
  readonly onChoose: ((itemName: string) => void) | undefined;
}) {
  const { report, page, query, onChoose } = props;
  const styles = useStyles();
  if (page.items.length === 0)
    return <div className={mergeClasses(styles.sheet, styles.empty)}>{text.report.empty}</div>;
  return (
    <div
      className={mergeClasses(styles.sheet, onChoose && styles.shaded)}
      style={{
        aspectRatio: `${page.width} / ${page.height}`,
        maxWidth: `${page.width * PIXELS_PER_POINT * LARGEST_SCALE}px`,
      }}
    >
      {page.items.map((item) => (
        <SheetItem
          key={item.name}
          report={report}
          page={page}
          item={item}
          query={query}
          onChoose={onChoose}
        />
      ))}
    </div>
  );
}
