import { useParams } from 'react-router';
import { useReportServers } from '../../api/report-servers.ts';
import { useReport } from '../../api/reports.ts';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { asksForAccount } from '../../servers/asks-for-account.ts';
import { LinkAccount } from '../../servers/link-account.tsx';
import { text } from '../../text/text.ts';
import { serverOfReport } from '../browse/folder-address.ts';
import { FolderPath } from '../browse/folder-path.tsx';
import { ReportView } from './report-view.tsx';

/** A report; its address holds the parameters (`p.Region=East`), so a tile's link leads to what the tile shows (T4). */
export function ReportPage() {
  const { reportId = '' } = useParams();
  const { data: report, error, isPending, refetch } = useReport(reportId);
  const { data: servers } = useReportServers({ enabled: asksForAccount(error) });
  if (report) return <ReportView key={report.id} report={report} />;
  if (isPending) return <Loading />;
  const source = serverOfReport(reportId);
  const server = servers?.value.find(({ id }) => id === source);
  return (
    <Page
      title={text.shell.reports}
      above={source !== undefined && <FolderPath source={source} names={[]} isOpen={false} />}
    >
      {server && asksForAccount(error) ? (
        <LinkAccount server={server} error={error} />
      ) : (
        <ProblemMessage error={error} onRetry={refetch} />
      )}
    </Page>
  );
}
