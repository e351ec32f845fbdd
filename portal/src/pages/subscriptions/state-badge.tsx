import { Badge } from '@fluentui/react-components';
import { useMe } from '../../api/me.ts';
import type { Subscription } from '../../api/types.ts';
import { text } from '../../text/text.ts';

const COLORS = {
  active: 'success',
  failing: 'danger',
  notRegistered: 'warning',
  paused: 'informative',
  held: 'informative',
  retired: 'warning',
  ended: 'informative',
} as const;

/** Without a registration nothing is refreshed, although no subscription was changed. */
export function StateBadge({ subscription }: { readonly subscription: Subscription }) {
  const { data: me } = useMe();
  const shown = shownState(subscription, me?.registered ?? true);
  return (
    <Badge appearance="tint" size="large" color={COLORS[shown]} style={{ flexShrink: 0 }}>
      {text.subscriptions.states[shown]}
    </Badge>
  );
}

function shownState({ state, statusCode }: Subscription, isRegistered: boolean): keyof typeof COLORS {
  if (state !== 'active') return state;
  if (!isRegistered) return 'notRegistered';
  return statusCode === undefined ? 'active' : 'failing';
}
