import { PinRegular } from '@fluentui/react-icons';
import { useSearchParams } from 'react-router';
import { useSubscriptions } from '../../api/subscriptions.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';
import { SubscriptionList } from './subscription-list.tsx';
import { WhoseTabs } from './whose-tabs.tsx';

/** My Subscriptions (S1): what is pinned, how it goes, and everything that can be done about it. */
export function SubscriptionsPage() {
  const [query] = useSearchParams();
  const as = query.get('as') === 'service' ? 'service' : 'me';
  const { data, error, isPending, refetch } = useSubscriptions(as);
  return (
    <Page title={text.subscriptions.title} lead={text.subscriptions.lead}>
      <WhoseTabs as={as} />
      {isPending && <Loading />}
      {error && <ProblemMessage error={error} onRetry={refetch} />}
      {data?.value.length === 0 && (
        <EmptyState
          icon={<PinRegular />}
          title={text.subscriptions.emptyTitle}
          body={as === 'me' ? text.subscriptions.empty : text.subscriptions.noneOfService}
        >
          <LinkButton to="/">{text.subscriptions.toReports}</LinkButton>
        </EmptyState>
      )}
      {data && data.value.length > 0 && <SubscriptionList key={as} subscriptions={data.value} />}
    </Page>
  );
}
