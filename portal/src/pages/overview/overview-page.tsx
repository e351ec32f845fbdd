import { useOverview } from '../../api/overview.ts';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { AdminOnly } from '../../shell/admin-only.tsx';
import { text } from '../../text/text.ts';
import { CountsSection } from './counts-section.tsx';
import { HealthSection } from './health-section.tsx';
import { OwnersLeftSection } from './owners-left-section.tsx';
import { WatchedSection } from './watched-section.tsx';

/** How the whole installation does, for administrators. */
export function OverviewPage() {
  return (
    <Page title={text.overview.title} lead={text.overview.lead}>
      <AdminOnly>
        <OverviewContent />
      </AdminOnly>
    </Page>
  );
}

function OverviewContent() {
  const { data: overview, error, isPending, refetch } = useOverview();
  if (isPending) return <Loading />;
  if (!overview) return <ProblemMessage error={error} onRetry={refetch} />;
  return (
    <>
      <CountsSection counts={overview.counts} />
      <HealthSection overview={overview} />
      {overview.ownersLeft.length > 0 && <OwnersLeftSection owners={overview.ownersLeft} />}
      <WatchedSection />
    </>
  );
}
