import { useWebhook } from '../../api/webhook.ts';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { AdminOnly } from '../../shell/admin-only.tsx';
import { text } from '../../text/text.ts';
import { PresentWebhook } from './present-webhook.tsx';
import { WebhookForm } from './webhook-form.tsx';

/** Where notifications go beside the bell: a channel of Teams, a Logic App, a program of one's own. */
export function WebhookPage() {
  return (
    <Page title={text.webhook.title} lead={text.webhook.lead}>
      <AdminOnly>
        <WebhookContent />
      </AdminOnly>
    </Page>
  );
}

function WebhookContent() {
  const { data: webhook, error, isPending, refetch } = useWebhook();
  if (isPending) return <Loading />;
  if (error) return <ProblemMessage error={error} onRetry={refetch} />;
  return (
    <>
      {webhook && <PresentWebhook webhook={webhook} />}
      <WebhookForm isSet={webhook !== null} />
    </>
  );
}
