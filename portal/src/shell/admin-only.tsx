import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useMe } from '../api/me.ts';
import { text } from '../text/text.ts';

/** The API refuses everybody else; this says so before anything is asked. */
export function AdminOnly({ children }: { readonly children: ReactNode }) {
  const { data: me } = useMe();
  if (me?.user?.admin) return children;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{text.problems.notAdmin}</MessageBarBody>
    </MessageBar>
  );
}
