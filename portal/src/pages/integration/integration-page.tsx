import { Page } from '../../parts/page.tsx';
import { AdminOnly } from '../../shell/admin-only.tsx';
import { text } from '../../text/text.ts';
import { IntegrationContent } from './integration-content.tsx';

/** The administrators' page of the Power BI integration. */
export function IntegrationPage() {
  return (
    <Page title={text.integration.title}>
      <AdminOnly>
        <IntegrationContent />
      </AdminOnly>
    </Page>
  );
}
