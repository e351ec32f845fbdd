import { MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useMe } from '../../api/me.ts';
import type { Subscription } from '../../api/types.ts';
import { LinkButton } from '../../parts/link-button.tsx';
import { adviceFor } from './advice-for.ts';
import { RepairItem } from './repair-item.tsx';

/** The one thing that puts a failing subscription right, where there is one. */
export function WhatToDo({ subscription }: { readonly subscription: Subscription }) {
  const { state, statusCode } = subscription;
  const { data: me } = useMe();
  const code = state === 'retired' ? 'TILE_NOT_FOUND' : state === 'active' ? statusCode : undefined;
  if (code === undefined) return null;
  if (code === 'ITEM_NOT_FOUND') return <RepairItem subscription={subscription} />;
  const advice = adviceFor(code, subscription, { isPublisher: me?.user?.publisher ?? false });
  if (!advice) return null;
  const { sentence, to, label } = advice;
  return (
    <MessageBar intent="warning">
      <MessageBarBody>{sentence}</MessageBarBody>
      {to !== undefined && (
        <MessageBarActions>
          <LinkButton to={to}>{label}</LinkButton>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
