import { MenuItemLink } from '@fluentui/react-components';
import type { ReactElement, ReactNode } from 'react';
import { useHref, useLinkClickHandler } from 'react-router';

/** An entry of a menu that leads to another page of the portal. */
export function MenuRouterLink(props: {
  readonly to: string;
  readonly icon: ReactElement;
  readonly children: ReactNode;
}) {
  const { to, icon, children } = props;
  const href = useHref(to);
  const follow = useLinkClickHandler<HTMLAnchorElement>(to);
  return (
    <MenuItemLink href={href} icon={icon} onClick={follow}>
      {children}
    </MenuItemLink>
  );
}
