import { PinRegular } from '@fluentui/react-icons';
import { useSubscriptions } from '../../api/subscriptions.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';
import { SubscriptionList } from './subscription-list.tsx';

/** My Subscriptions (S1): what is pinned, how it goes, and everything that can be done about it. */
export function SubscriptionsPage() {
  const { data, error, isPending, refetch } = useSubscriptions();
  return (
    <Page title={text.subscriptions.title} lead={text.subscriptions.lead}>
      {isPending && <Loading />}
      {error && <ProblemMessage error={error} onRetry={refetch} />}
      {data?.value.length === 0 && (
        <EmptyState
          icon={<PinRegular />}
          title={text.subscriptions.emptyTitle}
          body={text.subscriptions.empty}
        >
          <LinkButton to="/">{text.subscriptions.toReports}</LinkButton>
        </EmptyState>
      )}
      {data && data.value.length > 0 && <SubscriptionList subscriptions={data.value} />}
    </Page>
  );
}
