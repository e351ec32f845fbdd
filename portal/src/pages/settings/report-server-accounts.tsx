import { useReportServers } from '../../api/report-servers.ts';
import { ReportServerAccount } from './report-server-account.tsx';

/** As whom one is known on each report server; nothing where there is none. */
export function ReportServerAccounts() {
  const { data } = useReportServers();
  return data?.value.map((server) => <ReportServerAccount key={server.id} server={server} />);
}
