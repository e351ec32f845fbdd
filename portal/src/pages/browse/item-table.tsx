import {
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from '@fluentui/react-components';
import type { CatalogItem } from '../../api/types.ts';
import { sizeText } from '../../format/size.ts';
import { Moment } from '../../parts/moment.tsx';
import { text } from '../../text/text.ts';
import { NARROW, PHONE } from '../../theme/breakpoints.ts';
import { ItemActions } from './item-actions.tsx';
import { ItemName } from './item-name.tsx';

/** What a report server says where it knows no date is of year 1. */
const NO_DATE = '1000';

const useStyles = makeStyles({
  card: {
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow4,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    [PHONE]: { padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}` },
  },
  kind: { width: '140px', [PHONE]: { display: 'none' } },
  modified: { width: '220px', [NARROW]: { display: 'none' } },
  size: { width: '100px', [NARROW]: { display: 'none' } },
  actions: { width: '48px' },
  quiet: { color: tokens.colorNeutralForeground2 },
});

export function ItemTable(props: {
  readonly label: string;
  /** Id of the report server they are of; undefined for the own catalog. */
  readonly source: string | undefined;
  readonly items: readonly CatalogItem[];
  readonly canDelete: boolean;
  /** Where each of them lies: they are of several folders. */
  readonly showsFolder?: boolean;
}) {
  const { label, source, items, canDelete, showsFolder = false } = props;
  const styles = useStyles();
  const { columns } = text.browse;
  return (
    <div className={styles.card}>
      <Table aria-label={label}>
        <TableHeader>
          <TableRow>
            <TableHeaderCell>{columns.name}</TableHeaderCell>
            <TableHeaderCell className={styles.kind}>{columns.kind}</TableHeaderCell>
            <TableHeaderCell className={styles.modified}>{columns.modified}</TableHeaderCell>
            <TableHeaderCell className={styles.size}>{columns.size}</TableHeaderCell>
            {canDelete && (
              <TableHeaderCell className={styles.actions}>
                <span className="visually-hidden">{columns.actions}</span>
              </TableHeaderCell>
            )}
          </TableRow>
        </TableHeader>
        <TableBody>
          {items.map((item) => (
            <TableRow key={item.id}>
              <TableCell>
                <ItemName item={item} source={source} showsFolder={showsFolder} />
              </TableCell>
              <TableCell className={mergeClasses(styles.kind, styles.quiet)}>
                {text.browse.kinds[item.kind]}
              </TableCell>
              <TableCell className={mergeClasses(styles.modified, styles.quiet)}>
                {item.modifiedAt > NO_DATE && <Moment instant={item.modifiedAt} />}
              </TableCell>
              <TableCell className={mergeClasses(styles.size, styles.quiet)}>
                {item.kind !== 'folder' && sizeText(item.size)}
              </TableCell>
              {canDelete && (
                <TableCell className={styles.actions}>
                  <ItemActions item={item} />
                </TableCell>
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
