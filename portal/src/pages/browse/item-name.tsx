import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  DatabaseRegular,
  DocumentDataRegular,
  DocumentRegular,
  FolderFilled,
  TableRegular,
} from '@fluentui/react-icons';
import { useMe } from '../../api/me.ts';
import type { CatalogItem } from '../../api/types.ts';
import { RouterLink } from '../../parts/router-link.tsx';
import { text } from '../../text/text.ts';
import { dataSourceAddress } from '../data-sources/data-sources-address.ts';
import { folderAddress, folderOf } from './folder-address.ts';

const useStyles = makeStyles({
  name: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, minWidth: 0 },
  icon: { fontSize: '22px', lineHeight: 0, color: tokens.colorNeutralForeground3, flexShrink: 0 },
  folder: { color: tokens.colorPaletteMarigoldForeground3 },
  texts: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    minWidth: 0,
    overflowWrap: 'anywhere',
    padding: `${tokens.spacingVerticalS} 0`,
  },
  folderLink: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** Folders and reports lead somewhere, data sources too for whoever may store their credentials; the rest is listed. */
export function ItemName(props: {
  readonly item: CatalogItem;
  /** Id of the report server it is of; undefined for the own catalog. */
  readonly source: string | undefined;
  readonly showsFolder: boolean;
}) {
  const { item, source, showsFolder } = props;
  const { kind, name } = item;
  const styles = useStyles();
  const { data: me } = useMe();
  const maySeeSources = source === undefined && (me?.user?.publisher ?? false);
  const address = addressOf(item, source, maySeeSources);
  const folder = folderOf(item.path);
  return (
    <div className={styles.name}>
      <span
        className={kind === 'folder' ? mergeClasses(styles.icon, styles.folder) : styles.icon}
        aria-hidden
      >
        {ICONS[kind]}
      </span>
      <div className={styles.texts}>
        {address === undefined ? name : <RouterLink to={address}>{name}</RouterLink>}
        {showsFolder && (
          <RouterLink to={folderAddress({ source, folder })} className={styles.folderLink}>
            {folder === '/' ? text.browse.inRoot : text.browse.inFolder(folder)}
          </RouterLink>
        )}
      </div>
    </div>
  );
}

const ICONS = {
  folder: <FolderFilled />,
  report: <DocumentDataRegular />,
  'data-source': <DatabaseRegular />,
  dataset: <TableRegular />,
  document: <DocumentRegular />,
} as const;

function addressOf(
  { id, kind, path }: CatalogItem,
  source: string | undefined,
  maySeeSources: boolean,
): string | undefined {
  switch (kind) {
    case 'folder':
      return folderAddress({ source, folder: path });
    case 'report':
      return `/reports/${id}`;
    case 'data-source':
      return maySeeSources ? dataSourceAddress(id) : undefined;
    default:
      return undefined;
  }
}
