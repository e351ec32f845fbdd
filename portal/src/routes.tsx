import { createBrowserRouter } from 'react-router';
import { NotFoundPage } from './pages/not-found/not-found-page.tsx';
import { Loading } from './parts/loading.tsx';
import { PageFailed } from './shell/page-failed.tsx';
import { RootLayout } from './shell/root-layout.tsx';
import { SignedIn } from './shell/signed-in.tsx';

/** Each page is a file of its own, loaded when somebody goes there. Administration is under /manage. */
export function createRouter() {
  return createBrowserRouter([
    {
      Component: RootLayout,
      ErrorBoundary: PageFailed,
      HydrateFallback: Loading,
      children: [
        {
          path: 'setup',
          lazy: async () => ({ Component: (await import('./pages/setup/setup-page.tsx')).SetupPage }),
        },
        {
          path: 'sign-in-failed',
          lazy: async () => ({
            Component: (await import('./pages/sign-in-failed/sign-in-failed-page.tsx')).SignInFailedPage,
          }),
        },
        {
          Component: SignedIn,
          children: [
            { index: true, lazy: browsePage },
            { path: 'browse/*', lazy: browsePage },
            {
              path: 'reports/:reportId',
              lazy: async () => ({ Component: (await import('./pages/report/report-page.tsx')).ReportPage }),
            },
            {
              path: 'subscriptions',
              lazy: async () => ({
                Component: (await import('./pages/subscriptions/subscriptions-page.tsx')).SubscriptionsPage,
              }),
            },
            {
              path: 'settings',
              lazy: async () => ({
                Component: (await import('./pages/settings/settings-page.tsx')).SettingsPage,
              }),
            },
            {
              path: 'manage/integration',
              lazy: async () => ({
                Component: (await import('./pages/integration/integration-page.tsx')).IntegrationPage,
              }),
            },
          ],
        },
        { path: '*', Component: NotFoundPage },
      ],
    },
  ]);
}

async function browsePage() {
  return { Component: (await import('./pages/browse/browse-page.tsx')).BrowsePage };
}
