import { Button, Field, Input, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { useChangeCredentials } from '../../api/data-sources.ts';
import type { CredentialsChange, DataSource } from '../../api/types.ts';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';
import { TestConnection } from './test-connection.tsx';

const MODES = ['stored', 'none', 'prompt'] as const;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, maxWidth: '480px' },
  actions: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});

/** How a data source is signed in to. A password that is stored is never shown; what was entered stays when it is refused. */
export function CredentialsForm({ source }: { readonly source: DataSource }) {
  const styles = useStyles();
  const [mode, setMode] = useState<CredentialsChange['mode']>(source.mode ?? 'stored');
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const [wasSent, setSent] = useState(false);
  const { mutate, isPending, isSuccess, error, reset } = useChangeCredentials(source.id);
  const { dataSources } = text;
  const isStored = mode === 'stored';
  const entered =
    isStored && user.trim() !== '' && password !== '' ? { user: user.trim(), password } : undefined;
  const lacking = (value: string) => wasSent && isStored && value === '';
  const save = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    if (isPending) return;
    const change = isStored ? entered && { mode, ...entered } : { mode };
    if (change)
      mutate(change, {
        onSuccess: () => {
          setSent(false);
          setUser('');
          setPassword('');
        },
      });
  };
  const edit = (set: (value: string) => void) => (value: string) => {
    reset();
    set(value);
  };
  return (
    <form className={styles.form} onSubmit={save} noValidate autoComplete="off">
      <Field label={dataSources.mode}>
        <RadioGroup
          value={mode}
          onChange={(_, { value }) => {
            const chosen = MODES.find((one) => one === value);
            if (chosen) edit(() => setMode(chosen))('');
          }}
        >
          {MODES.map((one) => (
            <Radio key={one} value={one} label={dataSources.modes[one]} />
          ))}
        </RadioGroup>
      </Field>
      {isStored && (
        <>
          <Field
            label={dataSources.user}
            hint={dataSources.userHint}
            required
            {...(lacking(user.trim()) && { validationMessage: dataSources.needed })}
          >
            <Input
              value={user}
              maxLength={256}
              autoComplete="off"
              onChange={(_, { value }) => edit(setUser)(value)}
            />
          </Field>
          <Field
            label={dataSources.password}
            hint={source.mode === 'stored' ? dataSources.passwordStored : dataSources.passwordHint}
            required
            {...(lacking(password) && { validationMessage: dataSources.needed })}
          >
            <Input
              type="password"
              value={password}
              maxLength={4000}
              autoComplete="new-password"
              onChange={(_, { value }) => edit(setPassword)(value)}
            />
          </Field>
        </>
      )}
      {error && <ProblemMessage error={error} />}
      <div className={styles.actions}>
        <Button type="submit" appearance="primary" disabledFocusable={isPending}>
          {dataSources.save}
        </Button>
        <TestConnection sourceId={source.id} entered={entered} />
        <span role="status">{isSuccess && dataSources.saved}</span>
      </div>
    </form>
  );
}
