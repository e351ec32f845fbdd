import { Breadcrumb, BreadcrumbDivider, makeStyles } from '@fluentui/react-components';
import { Fragment } from 'react';
import { useReportServers } from '../../api/report-servers.ts';
import { text } from '../../text/text.ts';
import { Crumb } from './crumb.tsx';
import { folderAddress } from './folder-address.ts';

// The first name stands above the heading's first letter.
const useStyles = makeStyles({ path: { marginLeft: '-7px' } });

/** The way from the root to a folder, of a report server where there is one; the last name is where one is. */
export function FolderPath(props: {
  readonly source?: string | undefined;
  readonly names: readonly string[];
  readonly isOpen?: boolean;
}) {
  const { source, names, isOpen = true } = props;
  const styles = useStyles();
  const way = names.map((name, depth) => ({
    name,
    to: folderAddress({ source, folder: `/${names.slice(0, depth + 1).join('/')}` }),
    isCurrent: isOpen && depth === names.length - 1,
  }));
  return (
    <Breadcrumb aria-label={text.browse.path} size="small" className={styles.path}>
      <Crumb to="/" name={text.browse.title} isCurrent={false} />
      {source !== undefined && <ServerCrumb source={source} isCurrent={isOpen && names.length === 0} />}
      {way.map((crumb) => (
        <Fragment key={crumb.to}>
          <BreadcrumbDivider />
          <Crumb {...crumb} />
        </Fragment>
      ))}
    </Breadcrumb>
  );
}

function ServerCrumb({ source, isCurrent }: { readonly source: string; readonly isCurrent: boolean }) {
  const { data } = useReportServers();
  const name = data?.value.find(({ id }) => id === source)?.name ?? text.servers.one;
  return (
    <>
      <BreadcrumbDivider />
      <Crumb to={folderAddress({ source, folder: '/' })} name={name} isCurrent={isCurrent} />
    </>
  );
}
