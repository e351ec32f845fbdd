import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  DatabaseRegular,
  DocumentDataRegular,
  DocumentRegular,
  FolderFilled,
  TableRegular,
} from '@fluentui/react-icons';
import { encodePath } from '../../api/catalog.ts';
import { useMe } from '../../api/me.ts';
import type { CatalogItem } from '../../api/types.ts';
import { RouterLink } from '../../parts/router-link.tsx';
import { dataSourceAddress } from '../data-sources/data-sources-address.ts';

const useStyles = makeStyles({
  name: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, minWidth: 0 },
  icon: { fontSize: '22px', lineHeight: 0, color: tokens.colorNeutralForeground3, flexShrink: 0 },
  folder: { color: tokens.colorPaletteMarigoldForeground3 },
  text: { overflowWrap: 'anywhere', padding: `${tokens.spacingVerticalS} 0` },
});

/** Folders and reports lead somewhere, data sources too for whoever may store their credentials; the rest is listed. */
export function ItemName({ item: { id, kind, name, path } }: { readonly item: CatalogItem }) {
  const styles = useStyles();
  const { data: me } = useMe();
  const address = addressOf(kind, id, path, me?.user?.publisher ?? false);
  return (
    <div className={styles.name}>
      <span
        className={kind === 'folder' ? mergeClasses(styles.icon, styles.folder) : styles.icon}
        aria-hidden
      >
        {ICONS[kind]}
      </span>
      {address === undefined ? (
        <span className={styles.text}>{name}</span>
      ) : (
        <RouterLink to={address} className={styles.text}>
          {name}
        </RouterLink>
      )}
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
  kind: CatalogItem['kind'],
  id: string,
  path: string,
  isPublisher: boolean,
): string | undefined {
  switch (kind) {
    case 'folder':
      return `/browse${encodePath(path)}`;
    case 'report':
      return `/reports/${id}`;
    case 'data-source':
      return isPublisher ? dataSourceAddress(id) : undefined;
    default:
      return undefined;
  }
}
