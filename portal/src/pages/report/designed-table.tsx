import { makeStyles } from '@fluentui/react-components';
import type { PageItem } from '../../api/types.ts';
import { DesignedTextBox } from './designed-text-box.tsx';
import { placeIn } from './place-on-page.ts';

const useStyles = makeStyles({
  table: { position: 'relative', width: '100%', height: '100%' },
  cell: { position: 'absolute' },
});

/** A table as its designer sees it: its cells once, with the names of what fills them. */
export function DesignedTable({ item, pageWidth }: { readonly item: PageItem; readonly pageWidth: number }) {
  const styles = useStyles();
  return (
    <div className={styles.table}>
      {item.cells?.map((cell) => (
        <div key={`${cell.left} ${cell.top}`} className={styles.cell} style={placeIn(cell, item)}>
          <DesignedTextBox text={cell} pageWidth={pageWidth} />
        </div>
      ))}
    </div>
  );
}
