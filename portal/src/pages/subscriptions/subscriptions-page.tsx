import { makeStyles, tokens } from '@fluentui/react-components';
import { PinRegular } from '@fluentui/react-icons/svg/pin';
import { useSubscriptions } from '../../api/subscriptions.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';
import { SubscriptionCard } from './subscription-card.tsx';

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

/** My Subscriptions (S1): what is pinned, how it goes, and everything that can be done about it. */
export function SubscriptionsPage() {
  const styles = useStyles();
  const { data, error, isPending, refetch } = useSubscriptions();
  const newestFirst = data?.value.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  return (
    <Page title={text.subscriptions.title} lead={text.subscriptions.lead}>
      {isPending && <Loading />}
      {error && <ProblemMessage error={error} onRetry={refetch} />}
      {newestFirst?.length === 0 && (
        <EmptyState
          icon={<PinRegular />}
          title={text.subscriptions.emptyTitle}
          body={text.subscriptions.empty}
        >
          <LinkButton to="/">{text.subscriptions.toReports}</LinkButton>
        </EmptyState>
      )}
      {newestFirst && newestFirst.length > 0 && (
        <ul className={styles.list} aria-label={text.subscriptions.count(newestFirst.length)}>
          {newestFirst.map((subscription) => (
            <li key={subscription.id}>
              <SubscriptionCard subscription={subscription} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
