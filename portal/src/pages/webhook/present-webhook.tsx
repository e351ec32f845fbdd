import { Badge, Button, MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import { DeleteRegular, SendRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { Webhook } from '../../api/types.ts';
import { useRemoveWebhook, useTestWebhook } from '../../api/webhook.ts';
import { dateAndTime } from '../../format/time.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { DefinitionList } from '../../parts/definition-list.tsx';
import { Moment } from '../../parts/moment.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { Section } from '../../parts/section.tsx';
import { text } from '../../text/text.ts';

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});

/** The one that is set; its address is a secret and not shown. */
export function PresentWebhook({ webhook }: { readonly webhook: Webhook }) {
  const { host, format, changedAt, failing } = webhook;
  const styles = useStyles();
  const [isAsking, setAsking] = useState(false);
  const test = useTestWebhook();
  const remove = useRemoveWebhook();
  return (
    <Section
      title={text.webhook.presentTitle}
      aside={
        <Badge appearance="tint" size="large" color={failing ? 'danger' : 'success'}>
          {failing ? text.webhook.failing : text.webhook.working}
        </Badge>
      }
    >
      <DefinitionList
        entries={[
          { term: text.webhook.host, value: host },
          { term: text.webhook.format, value: text.webhook.formats[format] },
          { term: text.webhook.changed, value: <Moment instant={changedAt} /> },
        ]}
      />
      {failing && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>
            {text.webhook.failingSince(dateAndTime(failing.since), failing.text)}
          </MessageBarBody>
        </MessageBar>
      )}
      {test.error && <ProblemMessage error={test.error} title={text.webhook.testFailed} />}
      <div className={styles.actions}>
        <Button icon={<SendRegular />} disabledFocusable={test.isPending} onClick={() => test.mutate()}>
          {text.webhook.test}
        </Button>
        <Button icon={<DeleteRegular />} onClick={() => setAsking(true)}>
          {text.webhook.remove}
        </Button>
        <span role="status">{test.isSuccess && text.webhook.sent}</span>
      </div>
      {isAsking && (
        <ConfirmDialog
          title={text.webhook.removeTitle}
          consequences={[text.webhook.removeConsequence]}
          action={text.webhook.remove}
          isPending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(undefined, { onSuccess: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  );
}
