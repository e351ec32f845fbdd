import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { DatabaseRegular } from '@fluentui/react-icons/svg/database';
import { DocumentDataRegular } from '@fluentui/react-icons/svg/document-data';
import { FolderFilled } from '@fluentui/react-icons/svg/folder';
import { TableRegular } from '@fluentui/react-icons/svg/table';
import { encodePath } from '../../api/catalog.ts';
import type { CatalogItem } from '../../api/types.ts';
import { RouterLink } from '../../parts/router-link.tsx';

const useStyles = makeStyles({
  name: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, minWidth: 0 },
  icon: { fontSize: '22px', lineHeight: 0, color: tokens.colorNeutralForeground3, flexShrink: 0 },
  folder: { color: tokens.colorPaletteMarigoldForeground3 },
  text: { overflowWrap: 'anywhere', padding: `${tokens.spacingVerticalS} 0` },
});

/** Folders and reports lead somewhere; data sources and datasets are only listed. */
export function ItemName({ item: { id, kind, name, path } }: { readonly item: CatalogItem }) {
  const styles = useStyles();
  const address = addressOf(kind, id, path);
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
} as const;

function addressOf(kind: CatalogItem['kind'], id: string, path: string): string | undefined {
  if (kind === 'folder') return `/browse${encodePath(path)}`;
  return kind === 'report' ? `/reports/${id}` : undefined;
}
