import { Breadcrumb, BreadcrumbDivider, makeStyles } from '@fluentui/react-components';
import { Fragment } from 'react';
import { encodePath } from '../../api/catalog.ts';
import { text } from '../../text/text.ts';
import { Crumb } from './crumb.tsx';

// The first name stands above the heading's first letter.
const useStyles = makeStyles({ path: { marginLeft: '-7px' } });

/** The way from the root to a folder; the last name is where one is. */
export function FolderPath({
  names,
  isOpen = true,
}: {
  readonly names: readonly string[];
  readonly isOpen?: boolean;
}) {
  const styles = useStyles();
  return (
    <Breadcrumb aria-label={text.browse.path} size="small" className={styles.path}>
      <Crumb to="/" name={text.browse.title} isCurrent={false} />
      {names.map((name, depth) => {
        const path = names.slice(0, depth + 1).join('/');
        return (
          <Fragment key={path}>
            <BreadcrumbDivider />
            <Crumb
              to={`/browse${encodePath(path)}`}
              name={name}
              isCurrent={isOpen && depth === names.length - 1}
            />
          </Fragment>
        );
      })}
    </Breadcrumb>
  );
}
