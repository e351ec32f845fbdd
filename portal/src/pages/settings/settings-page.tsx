import { PlugDisconnectedRegular } from '@fluentui/react-icons';
import { useMe } from '../../api/me.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Page } from '../../parts/page.tsx';
import { text } from '../../text/text.ts';
import { LapseSection } from './lapse-section.tsx';
import { PowerBiAccount } from './power-bi-account.tsx';
import { ReportServerAccounts } from './report-server-accounts.tsx';

/** My Settings: there only while the Power BI integration is on (U1, R19). */
export function SettingsPage() {
  const { data: me } = useMe();
  if (!me?.registered || !me.powerBi)
    return (
      <Page title={text.settings.title}>
        <EmptyState
          icon={<PlugDisconnectedRegular />}
          title={text.settings.notRegisteredTitle}
          body={text.settings.notRegistered}
        />
      </Page>
    );
  return (
    <Page title={text.settings.title}>
      <PowerBiAccount signIn={me.powerBi} />
      <LapseSection />
      <ReportServerAccounts />
    </Page>
  );
}
