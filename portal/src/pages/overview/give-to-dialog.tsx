import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { isGuid } from '../../parts/guid.ts';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { useFocusBack } from '../../parts/use-focus-back.ts';
import { text } from '../../text/text.ts';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, paddingBottom: '12px' },
});

/** S14: asks who takes over. */
export function GiveToDialog(props: {
  readonly title: string;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onGive: (oid: string) => void;
  readonly onClose: () => void;
}) {
  const { title, isPending, error, onGive, onClose } = props;
  const styles = useStyles();
  useFocusBack();
  const [oid, setOid] = useState('');
  const [wasSent, setSent] = useState(false);
  const isValid = isGuid(oid.trim());
  const give = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    if (isValid && !isPending) onGive(oid.trim());
  };
  return (
    <Dialog open onOpenChange={(_, { open }) => open || onClose()}>
      <DialogSurface>
        <form onSubmit={give} noValidate>
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent className={styles.content}>
              <div>{text.overview.giveExplain}</div>
              <Field
                label={text.overview.newOwner}
                hint={text.overview.newOwnerHint}
                required
                {...(wasSent && !isValid && { validationMessage: text.overview.newOwnerInvalid })}
              >
                <Input value={oid} onChange={(_, { value }) => setOid(value)} />
              </Field>
              {error && <ProblemMessage error={error} />}
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{text.common.cancel}</Button>
              <Button type="submit" appearance="primary" disabledFocusable={isPending}>
                {text.overview.give}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
