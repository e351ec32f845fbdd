import { Button, type ButtonProps } from '@fluentui/react-components';
import type { ReactElement, ReactNode } from 'react';
import { useHref, useLinkClickHandler } from 'react-router';

type Look = {
  readonly appearance?: NonNullable<ButtonProps['appearance']>;
  readonly icon?: ReactElement;
  readonly children: ReactNode;
};

/** A link to another page of the portal that looks like a button. */
export function LinkButton({ to, ...look }: Look & { readonly to: string }) {
  const href = useHref(to);
  const follow = useLinkClickHandler<HTMLAnchorElement>(to);
  return <Button as="a" href={href} onClick={follow} {...look} />;
}

/** A link that leaves the page, such as a sign-in, and looks like a button. */
export function AddressButton({ href, ...look }: Look & { readonly href: string }) {
  return <Button as="a" href={href} {...look} />;
}

/** A link to another site, in a tab of its own that knows nothing of this one. */
export function OutsideButton({ href, ...look }: Look & { readonly href: string }) {
  return <Button as="a" href={href} target="_blank" rel="noopener noreferrer" {...look} />;
}
