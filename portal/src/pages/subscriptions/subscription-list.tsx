import { makeStyles, tokens } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { Subscription } from '../../api/types.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { text } from '../../text/text.ts';
import { SubscriptionCard } from './subscription-card.tsx';
import { hasWords, isOfKind, type Kind, SubscriptionFilter } from './subscription-filter.tsx';

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
  },
});

/** All of them, newest first, or those that a filter leaves. */
export function SubscriptionList({ subscriptions }: { readonly subscriptions: readonly Subscription[] }) {
  const styles = useStyles();
  const [kind, setKind] = useState<Kind>('all');
  const [words, setWords] = useState('');
  const shown = subscriptions
    .filter((subscription) => isOfKind(subscription, kind) && hasWords(subscription, words))
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  return (
    <>
      <SubscriptionFilter
        subscriptions={subscriptions}
        kind={kind}
        words={words}
        onKind={setKind}
        onWords={setWords}
      />
      <ul className={styles.list} aria-label={text.subscriptions.count(shown.length)}>
        {shown.map((subscription) => (
          <li key={subscription.id}>
            <SubscriptionCard subscription={subscription} />
          </li>
        ))}
      </ul>
      {shown.length === 0 && (
        <EmptyState
          icon={<SearchRegular />}
          title={text.subscriptions.noneFoundTitle}
          body={text.subscriptions.noneFound}
        />
      )}
    </>
  );
}
