import { makeStyles } from '@fluentui/react-components';
import type { CSSProperties } from 'react';
import type { DesignedText } from '../../api/types.ts';
import { PHONE } from '../../theme/breakpoints.ts';

const DEFAULT_POINTS = 10;
/** How Fluent's own smallest text looks on the paper. */
const ROWS = { top: 'flex-start', middle: 'center', bottom: 'flex-end' } as const;

const useStyles = makeStyles({
  box: {
    boxSizing: 'border-box',
    width: '100%',
    height: '100%',
    display: 'flex',
    flexDirection: 'column',
    padding: '0 0.35em',
    overflow: 'hidden',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    lineHeight: 1.2,
    // Reports are drawn with this family, or one of the same widths.
    fontFamily: 'Arimo, Arial, "Segoe UI", sans-serif',
    [PHONE]: { fontSize: '16px !important', padding: 0, height: 'auto' },
  },
});

/**
 * A text box of the report in the sizes of the sheet: a point is a part of its width, so that text scales with it.
 * @param pageWidth points
 */
export function DesignedTextBox({
  text,
  pageWidth,
}: {
  readonly text: DesignedText;
  readonly pageWidth: number;
}) {
  const styles = useStyles();
  const { fontSize = DEFAULT_POINTS, bold, italic, color = '#000', background, align, verticalAlign } = text;
  const look: CSSProperties = {
    fontSize: `${(100 * fontSize) / pageWidth}cqw`,
    fontWeight: bold ? 700 : 400,
    fontStyle: italic ? 'italic' : 'normal',
    color,
    justifyContent: ROWS[verticalAlign ?? 'top'],
    ...(background !== undefined && { backgroundColor: background }),
    ...(align !== undefined && { textAlign: align }),
    ...(text.bordered && { border: '1px solid #d1d1d1' }),
  };
  return (
    <div className={styles.box} style={look}>
      <div>{text.text}</div>
    </div>
  );
}
