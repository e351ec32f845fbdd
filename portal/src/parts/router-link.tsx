import { Link } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useHref, useLinkClickHandler } from 'react-router';

/** A link to another page of the portal. */
export function RouterLink(props: {
  readonly to: string;
  readonly className?: string;
  readonly onNavigate?: () => void;
  readonly children: ReactNode;
}) {
  const { to, className, onNavigate, children } = props;
  const href = useHref(to);
  const follow = useLinkClickHandler<HTMLAnchorElement>(to);
  return (
    <Link
      href={href}
      className={className}
      onClick={(event) => {
        onNavigate?.();
        follow(event);
      }}
    >
      {children}
    </Link>
  );
}
