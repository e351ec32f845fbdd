import { Badge } from '@fluentui/react-components';
import { useMe } from '../../api/me.ts';
import type { Subscription } from '../../api/types.ts';
import { text } from '../../text/text.ts';

const COLORS = {
  active: 'success',
  paused: 'informative',
  retired: 'warning',
  ended: 'informative',
} as const;

/** Without a registration nothing is refreshed, although no subscription was changed. */
export function StateBadge({ state }: { readonly state: Subscription['state'] }) {
  const { data: me } = useMe();
  const waits = state === 'active' && me?.registered === false;
  return (
    <Badge appearance="tint" size="large" color={waits ? 'warning' : COLORS[state]} style={{ flexShrink: 0 }}>
      {waits ? text.subscriptions.states.notRegistered : text.subscriptions.states[state]}
    </Badge>
  );
}
