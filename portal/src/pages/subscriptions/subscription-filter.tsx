import { makeStyles, SearchBox, Tab, TabList, tokens } from '@fluentui/react-components';
import type { Subscription } from '../../api/types.ts';
import { text } from '../../text/text.ts';

export const KINDS = ['all', 'trouble', 'active', 'resting'] as const;
export type Kind = (typeof KINDS)[number];

const useStyles = makeStyles({
  filter: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
  },
  tabs: {
    flexWrap: 'wrap',
    maxWidth: '100%',
    marginLeft: `calc(-1 * ${tokens.spacingHorizontalM})`,
  },
  search: { flexGrow: 1, maxWidth: '320px' },
});

/** Narrows a long list down, by state and by words. */
export function SubscriptionFilter(props: {
  readonly subscriptions: readonly Subscription[];
  readonly kind: Kind;
  readonly words: string;
  readonly onKind: (kind: Kind) => void;
  readonly onWords: (words: string) => void;
}) {
  const { subscriptions, kind, words, onKind, onWords } = props;
  const styles = useStyles();
  return (
    <div className={styles.filter}>
      <TabList
        className={styles.tabs}
        size="small"
        selectedValue={kind}
        onTabSelect={(_, { value }) => {
          const chosen = KINDS.find((one) => one === value);
          if (chosen) onKind(chosen);
        }}
      >
        {KINDS.map((one) => (
          <Tab key={one} value={one}>
            {text.subscriptions.kinds[one]} ({subscriptions.filter((each) => isOfKind(each, one)).length})
          </Tab>
        ))}
      </TabList>
      <SearchBox
        className={styles.search}
        placeholder={text.subscriptions.search}
        aria-label={text.subscriptions.search}
        value={words}
        onChange={(_, { value }) => onWords(value)}
      />
    </div>
  );
}

export function isOfKind({ state, statusCode }: Subscription, kind: Kind): boolean {
  const needsHand = state === 'retired' || (state === 'active' && statusCode !== undefined);
  switch (kind) {
    case 'all':
      return true;
    case 'trouble':
      return needsHand;
    case 'active':
      return state === 'active' && !needsHand;
    case 'resting':
      return state === 'paused' || state === 'held' || state === 'ended';
  }
}

/** Whether every word stands in one of its names. */
export function hasWords(subscription: Subscription, words: string): boolean {
  const { itemName, reportTitle, dashboardName } = subscription;
  const all = `${itemName} ${reportTitle} ${dashboardName}`.toLocaleLowerCase();
  return words
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
