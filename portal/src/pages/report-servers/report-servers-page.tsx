import { Button } from '@fluentui/react-components';
import { AddRegular, ServerRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useMe } from '../../api/me.ts';
import { useReportServers } from '../../api/report-servers.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { AdminOnly } from '../../shell/admin-only.tsx';
import { text } from '../../text/text.ts';
import { ReportServerDialog } from './report-server-dialog.tsx';
import { ReportServerSection } from './report-server-section.tsx';

/** Report servers whose reports can be pinned beside those of the own catalog. */
export function ReportServersPage() {
  const { data: me } = useMe();
  const [isAdding, setAdding] = useState(false);
  const { data, error, isPending, refetch } = useReportServers();
  return (
    <Page
      title={text.servers.title}
      lead={text.servers.lead}
      actions={
        me?.user?.admin && (
          <Button appearance="primary" icon={<AddRegular />} onClick={() => setAdding(true)}>
            {text.servers.connect}
          </Button>
        )
      }
    >
      <AdminOnly>
        {isPending && <Loading />}
        {error && <ProblemMessage error={error} onRetry={refetch} />}
        {data?.value.length === 0 && (
          <EmptyState icon={<ServerRegular />} title={text.servers.emptyTitle} body={text.servers.empty} />
        )}
        {data?.value.map((server) => (
          <ReportServerSection key={server.id} server={server} />
        ))}
      </AdminOnly>
      {isAdding && <ReportServerDialog server={undefined} onClose={() => setAdding(false)} />}
    </Page>
  );
}
