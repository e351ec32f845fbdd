import { BreadcrumbButton, BreadcrumbItem } from '@fluentui/react-components';
import { useHref, useLinkClickHandler } from 'react-router';

/** One folder on the way. */
export function Crumb({
  to,
  name,
  isCurrent,
}: {
  readonly to: string;
  readonly name: string;
  readonly isCurrent: boolean;
}) {
  const href = useHref(to);
  const follow = useLinkClickHandler<HTMLAnchorElement>(to);
  return (
    <BreadcrumbItem>
      <BreadcrumbButton as="a" href={href} onClick={follow} current={isCurrent}>
        {name}
      </BreadcrumbButton>
    </BreadcrumbItem>
  );
}
