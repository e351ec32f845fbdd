import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, useState } from 'react';
import { useCreateDashboard } from '../../api/power-bi.ts';
import type { ActingAs, Dashboard } from '../../api/types.ts';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'flex-end', gap: tokens.spacingHorizontalS },
  field: { flexGrow: 1, minWidth: 0 },
  input: { minWidth: 0, width: '100%' },
});

/** Makes an empty dashboard in the chosen workspace. It stands inside the pin form, so Enter must not send that one. */
export function NewDashboard(props: {
  readonly as: ActingAs;
  readonly workspaceId: string;
  readonly returnTo: string;
  readonly onMade: (dashboard: Dashboard) => void;
}) {
  const { as, workspaceId, returnTo, onMade } = props;
  const styles = useStyles();
  const [name, setName] = useState('');
  const { mutate, isPending, error } = useCreateDashboard(as, workspaceId);
  const create = () => {
    const wanted = name.trim();
    if (wanted !== '' && !isPending) mutate(wanted, { onSuccess: onMade });
  };
  const createOnEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    create();
  };
  return (
    <>
      <div className={styles.line}>
        <Field className={styles.field} label={text.pin.newDashboardName}>
          <Input
            className={styles.input}
            value={name}
            maxLength={200}
            onChange={(_, { value }) => setName(value)}
            onKeyDown={createOnEnter}
          />
        </Field>
        <Button disabledFocusable={isPending || name.trim() === ''} onClick={create}>
          {text.pin.createDashboard}
        </Button>
      </div>
      {error && <ProblemMessage error={error} returnTo={returnTo} />}
    </>
  );
}
