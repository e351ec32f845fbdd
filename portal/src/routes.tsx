import { type ComponentType, lazy } from 'react';
import { createBrowserRouter } from 'react-router';
import { NotFoundPage } from './pages/not-found/not-found-page.tsx';
import { PageFailed } from './shell/page-failed.tsx';
import { RootLayout } from './shell/root-layout.tsx';
import { SignedIn } from './shell/signed-in.tsx';

const BrowsePage = page(async () => (await import('./pages/browse/browse-page.tsx')).BrowsePage);
const DataSourcePage = page(
  async () => (await import('./pages/data-sources/data-source-page.tsx')).DataSourcePage,
);
const IntegrationPage = page(
  async () => (await import('./pages/integration/integration-page.tsx')).IntegrationPage,
);
const ReportPage = page(async () => (await import('./pages/report/report-page.tsx')).ReportPage);
const OverviewPage = page(async () => (await import('./pages/overview/overview-page.tsx')).OverviewPage);
const ReportDataSourcesPage = page(
  async () => (await import('./pages/data-sources/report-data-sources-page.tsx')).ReportDataSourcesPage,
);
const ReportServersPage = page(
  async () => (await import('./pages/report-servers/report-servers-page.tsx')).ReportServersPage,
);
const ServerFolderPage = page(
  async () => (await import('./pages/browse/server-folder-page.tsx')).ServerFolderPage,
);
const SettingsPage = page(async () => (await import('./pages/settings/settings-page.tsx')).SettingsPage);
const SetupPage = page(async () => (await import('./pages/setup/setup-page.tsx')).SetupPage);
const SharedSchedulesPage = page(
  async () => (await import('./pages/shared-schedules/shared-schedules-page.tsx')).SharedSchedulesPage,
);
const SignInFailedPage = page(
  async () => (await import('./pages/sign-in-failed/sign-in-failed-page.tsx')).SignInFailedPage,
);
const SubscriptionsPage = page(
  async () => (await import('./pages/subscriptions/subscriptions-page.tsx')).SubscriptionsPage,
);
const WebhookPage = page(async () => (await import('./pages/webhook/webhook-page.tsx')).WebhookPage);

/** Administration is under /manage: the functions host keeps /admin for itself. */
export function createRouter() {
  return createBrowserRouter([
    {
      Component: RootLayout,
      ErrorBoundary: PageFailed,
      children: [
        { path: 'setup', Component: SetupPage },
        { path: 'sign-in-failed', Component: SignInFailedPage },
        {
          Component: SignedIn,
          children: [
            { index: true, Component: BrowsePage },
            { path: 'browse/*', Component: BrowsePage },
            { path: 'servers/:serverId/*', Component: ServerFolderPage },
            { path: 'reports/:reportId', Component: ReportPage },
            { path: 'reports/:reportId/data-sources', Component: ReportDataSourcesPage },
            { path: 'data-sources/:dataSourceId', Component: DataSourcePage },
            { path: 'subscriptions', Component: SubscriptionsPage },
            { path: 'settings', Component: SettingsPage },
            { path: 'manage', Component: OverviewPage },
            { path: 'manage/integration', Component: IntegrationPage },
            { path: 'manage/report-servers', Component: ReportServersPage },
            { path: 'manage/schedules', Component: SharedSchedulesPage },
            { path: 'manage/webhook', Component: WebhookPage },
          ],
        },
        { path: '*', Component: NotFoundPage },
      ],
    },
  ]);
}

/** A page is a file of its own, loaded when it is shown first: who is not signed in loads none. */
function page(load: () => Promise<ComponentType>) {
  return lazy(async () => ({ default: await load() }));
}
