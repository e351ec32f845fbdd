import { Button, Field, Input, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import type { Webhook } from '../../api/types.ts';
import { useSetWebhook } from '../../api/webhook.ts';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { Section } from '../../parts/section.tsx';
import { text } from '../../text/text.ts';

const FORMATS = ['teams', 'json'] as const;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, maxWidth: '70ch' },
  actions: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
});

/** Sets another address. What was entered stays when it is refused, and goes once it is stored: it is a secret. */
export function WebhookForm({ isSet }: { readonly isSet: boolean }) {
  const styles = useStyles();
  const [url, setUrl] = useState('');
  const [format, setFormat] = useState<Webhook['format']>('teams');
  const [wasSent, setSent] = useState(false);
  const { mutate, isPending, isSuccess, error } = useSetWebhook();
  const wanted = url.trim();
  const isValid = wanted.startsWith('https://') && URL.canParse(wanted);
  const save = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    if (!isValid || isPending) return;
    mutate(
      { url: wanted, format },
      {
        onSuccess: () => {
          setUrl('');
          setSent(false);
        },
      },
    );
  };
  return (
    <Section title={isSet ? text.webhook.changeTitle : text.webhook.setTitle}>
      <form className={styles.form} onSubmit={save} noValidate>
        <Field
          label={text.webhook.address}
          hint={text.webhook.addressHint}
          required
          {...(wasSent && !isValid && { validationMessage: text.webhook.addressInvalid })}
        >
          <Input
            type="url"
            value={url}
            maxLength={2000}
            autoComplete="off"
            onChange={(_, { value }) => setUrl(value)}
          />
        </Field>
        <Field label={text.webhook.format}>
          <RadioGroup
            value={format}
            onChange={(_, { value }) => {
              const chosen = FORMATS.find((one) => one === value);
              if (chosen) setFormat(chosen);
            }}
          >
            {FORMATS.map((one) => (
              <Radio key={one} value={one} label={text.webhook.formats[one]} />
            ))}
          </RadioGroup>
        </Field>
        {error && <ProblemMessage error={error} />}
        <div className={styles.actions}>
          <Button type="submit" appearance="primary" disabledFocusable={isPending}>
            {text.common.save}
          </Button>
          <span role="status">{isSuccess && text.webhook.saved}</span>
        </div>
      </form>
    </Section>
  );
}
