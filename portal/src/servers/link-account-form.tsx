import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { useLinkAccount } from '../api/report-servers.ts';
import { ProblemMessage } from '../parts/problem-message.tsx';
import { text } from '../text/text.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, maxWidth: '480px' },
});

/** Links an account with its password, which is tried first and kept in the key vault. */
export function LinkAccountForm({ serverId }: { readonly serverId: string }) {
  const styles = useStyles();
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [wasSent, setSent] = useState(false);
  const { mutate, isPending, error } = useLinkAccount(serverId);
  const { servers, dataSources } = text;
  const lacks = (value: string) => wasSent && value === '' && { validationMessage: dataSources.needed };
  const link = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    if (account.trim() === '' || password === '' || isPending) return;
    mutate({ mode: 'own', account: account.trim(), password });
  };
  return (
    <form className={styles.form} onSubmit={link} noValidate autoComplete="off">
      <Field label={servers.account} hint={servers.accountHint} required {...lacks(account.trim())}>
        <Input
          value={account}
          maxLength={256}
          autoComplete="off"
          onChange={(_, { value }) => setAccount(value)}
        />
      </Field>
      <Field label={dataSources.password} hint={dataSources.passwordHint} required {...lacks(password)}>
        <Input
          type="password"
          value={password}
          maxLength={4000}
          autoComplete="new-password"
          onChange={(_, { value }) => setPassword(value)}
        />
      </Field>
      {error && <ProblemMessage error={error} />}
      <div>
        <Button type="submit" disabledFocusable={isPending}>
          {servers.link}
        </Button>
      </div>
    </form>
  );
}
