import { Breadcrumb, BreadcrumbDivider } from '@fluentui/react-components';
import { Fragment } from 'react';
import { encodePath } from '../../api/catalog.ts';
import { text } from '../../text/text.ts';
import { Crumb } from './crumb.tsx';

/** The way from the root to a folder; the last name is where one is. */
export function FolderPath({
  names,
  isOpen = true,
}: {
  readonly names: readonly string[];
  readonly isOpen?: boolean;
}) {
  return (
    <Breadcrumb aria-label={text.browse.path} size="small">
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
