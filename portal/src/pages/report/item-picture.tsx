import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { toProblem } from '../../api/problem.ts';
import { useItemPicture } from '../../api/reports.ts';
import type { VisualItem } from '../../api/types.ts';
import { text } from '../../text/text.ts';
import { OutlinedItem } from './outlined-item.tsx';
import { useObjectUrl } from './use-object-url.ts';
import { kindName } from './why-refused.ts';

const useStyles = makeStyles({
  picture: { display: 'block', width: '100%', height: '100%', objectFit: 'contain' },
  waiting: { width: '100%', height: '100%', padding: tokens.spacingHorizontalS, boxSizing: 'border-box' },
  bar: { height: '100%' },
});

/** The item as its tile would show it; where it cannot be drawn, the reason stands in its place. */
export function ItemPicture(props: {
  readonly reportId: string;
  readonly item: VisualItem;
  readonly query: string;
}) {
  const { reportId, item, query } = props;
  const styles = useStyles();
  const { data, error } = useItemPicture({ reportId, itemName: item.name, query });
  const source = useObjectUrl(data);
  if (error) {
    const { message, code } = toProblem(error);
    return <OutlinedItem item={item} reason={`${message} ${text.problems.code(code)}`} />;
  }
  if (source === undefined)
    return (
      <Skeleton
        className={styles.waiting}
        aria-label={text.report.drawing(item.name)}
        appearance="translucent"
      >
        <SkeletonItem className={styles.bar} />
      </Skeleton>
    );
  return (
    <img className={styles.picture} src={source} alt={text.report.itemName(kindName(item.kind), item.name)} />
  );
}
