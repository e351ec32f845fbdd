import { Link } from '@fluentui/react-components';
import type { ReactNode } from 'react';

/** A link to another site, in a tab of its own that knows nothing of this one. */
export function OutsideLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <Link href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </Link>
  );
}
