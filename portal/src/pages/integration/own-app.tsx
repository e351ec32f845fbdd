import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { useVerifyApp } from '../../api/registration.ts';
import type { Registration } from '../../api/types.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { DefinitionList } from '../../parts/definition-list.tsx';
import { isGuid } from '../../parts/guid.ts';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';
import { INTEGRATION_PATH } from './integration-path.ts';
import { UrlList } from './url-list.tsx';

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  form: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: tokens.spacingVerticalM },
  field: { width: '420px', maxWidth: '100%' },
});

/** R13: an app that somebody made in Entra by hand, saved once a sign-in with it has gone through. */
export function OwnApp({ byHand }: { readonly byHand: Registration['byHand'] }) {
  const styles = useStyles();
  const [appId, setAppId] = useState('');
  const [wasSent, setSent] = useState(false);
  const { mutate, isPending, error } = useVerifyApp();
  const given = appId.trim();
  const words = text.integration.ownApp;
  const { redirectUrls, federatedCredential, permissions } = byHand;
  const verify = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    if (!isGuid(given) || isPending) return;
    mutate(
      { appId: given, returnTo: INTEGRATION_PATH },
      { onSuccess: (answer) => window.location.assign(answer.location) },
    );
  };
  return (
    <div className={styles.panel}>
      <div>{words.explain}</div>
      <DefinitionList
        entries={[
          { term: text.integration.redirectUrls, value: <UrlList urls={redirectUrls} /> },
          { term: words.issuer, value: federatedCredential.issuer },
          { term: words.subject, value: federatedCredential.subject },
          { term: words.audience, value: federatedCredential.audience },
          { term: words.permissions, value: permissions.join(', ') },
        ]}
      />
      <div>
        <CopyButton value={plainText(byHand)} label={words.copy} />
      </div>
      <form className={styles.form} onSubmit={verify} noValidate>
        <Field
          className={styles.field}
          label={text.integration.appId}
          {...(wasSent && !isGuid(given) && { validationMessage: words.invalid })}
        >
          <Input value={appId} onChange={(_, { value }) => setAppId(value)} spellCheck={false} />
        </Field>
        {error && <ProblemMessage error={error} returnTo={INTEGRATION_PATH} />}
        <Button type="submit" disabledFocusable={isPending}>
          {words.verify}
        </Button>
      </form>
    </div>
  );
}

function plainText({ redirectUrls, federatedCredential, permissions }: Registration['byHand']): string {
  const { issuer, subject, audience } = federatedCredential;
  const words = text.integration.ownApp;
  return [
    `${text.integration.redirectUrls}:`,
    ...redirectUrls,
    `${words.issuer}: ${issuer}`,
    `${words.subject}: ${subject}`,
    `${words.audience}: ${audience}`,
    `${words.permissions}: ${permissions.join(', ')}`,
  ].join('\n');
}
