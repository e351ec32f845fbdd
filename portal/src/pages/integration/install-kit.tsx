import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { useInstallTemplateKit } from '../../api/template-kit.ts';
import { isGuid } from '../../parts/guid.ts';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';
import { INTEGRATION_PATH } from './integration-path.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: tokens.spacingVerticalM },
  field: { width: '420px', maxWidth: '100%' },
});

/** Installs what an API can install, and lets a security group read it; may be repeated. */
export function InstallKit({ isInstalled }: { readonly isInstalled: boolean }) {
  const styles = useStyles();
  const [readers, setReaders] = useState('');
  const [wasRefused, setRefused] = useState(false);
  const { mutate, isPending, error } = useInstallTemplateKit();
  const given = readers.trim();
  const isValid = given === '' || isGuid(given);
  const install = (event: FormEvent) => {
    event.preventDefault();
    setRefused(!isValid);
    if (isValid && !isPending) mutate(given === '' ? undefined : given);
  };
  return (
    <form className={styles.form} onSubmit={install} noValidate>
      <Field
        className={styles.field}
        label={text.kit.readers}
        hint={text.kit.readersHint}
        {...(wasRefused && !isValid && { validationMessage: text.kit.readersInvalid })}
      >
        <Input value={readers} onChange={(_, { value }) => setReaders(value)} spellCheck={false} />
      </Field>
      {error && <ProblemMessage error={error} returnTo={INTEGRATION_PATH} />}
      <Button type="submit" appearance={isInstalled ? 'secondary' : 'primary'} disabledFocusable={isPending}>
        {labelOf(isPending, isInstalled)}
      </Button>
    </form>
  );
}

function labelOf(isPending: boolean, isInstalled: boolean): string {
  if (isPending) return text.kit.installing;
  return isInstalled ? text.kit.installAgain : text.kit.install;
}
