import { makeStyles, mergeClasses } from '@fluentui/react-components';
import type { PageItem, Report, ReportPage } from '../../api/types.ts';
import { PHONE } from '../../theme/breakpoints.ts';
import { DesignedTable } from './designed-table.tsx';
import { DesignedTextBox } from './designed-text-box.tsx';
import { ItemPicture } from './item-picture.tsx';
import { OutlinedItem } from './outlined-item.tsx';
import { PinnableItem } from './pinnable-item.tsx';
import { placeOnPage } from './place-on-page.ts';
import { RefusedItem } from './refused-item.tsx';
import type { Selecting } from './use-selection.ts';
import { whyRefused } from './why-refused.ts';

const useStyles = makeStyles({
  item: { position: 'absolute', boxSizing: 'border-box' },
  drawn: {
    [PHONE]: { position: 'static', width: '100% !important', height: 'auto !important' },
  },
  text: {
    [PHONE]: {
      position: 'static',
      width: '100% !important',
      height: 'auto !important',
      aspectRatio: 'auto !important',
    },
  },
  outlined: { [PHONE]: { display: 'none' } },
});

/** One item in its place: drawn where it can be pinned, outlined where not, and in select mode bright or dark. */
export function SheetItem(props: {
  readonly report: Report;
  readonly page: ReportPage;
  readonly item: PageItem;
  readonly query: string;
  readonly selecting: Selecting | undefined;
}) {
  const { report, page, item, query, selecting } = props;
  const styles = useStyles();
  const visual = report.items.find(({ name }) => name === item.name);
  const canPin = visual?.pinnable === true && visual.drawable;
  return (
    <div className={mergeClasses(styles.item, flow())} style={placeOnPage(item, page)}>
      {content()}
    </div>
  );

  function flow(): string {
    if (visual) return styles.drawn;
    return item.text?.text && !selecting ? styles.text : styles.outlined;
  }

  function content() {
    const picture = canPin && <ItemPicture reportId={report.id} item={visual} query={query} />;
    if (selecting && picture)
      return (
        <PinnableItem item={visual} selecting={selecting}>
          {picture}
        </PinnableItem>
      );
    if (selecting)
      return (
        <RefusedItem item={item} reason={whyRefused(visual)} isFocusable={isRegion(item)}>
          {asDesigned()}
        </RefusedItem>
      );
    return picture || asDesigned();
  }

  function asDesigned() {
    if (item.text) return <DesignedTextBox text={item.text} pageWidth={page.width} />;
    if (item.cells && item.cells.length > 0) return <DesignedTable item={item} pageWidth={page.width} />;
    return <OutlinedItem item={item} reason={visual?.reason ?? undefined} />;
  }
}

/** Text, lines and frames are many; the keyboard stops where somebody may have wanted to pin. */
function isRegion({ kind }: PageItem): boolean {
  return kind !== 'textbox' && kind !== 'line' && kind !== 'rectangle';
}
