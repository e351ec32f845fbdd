import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { text } from '../text/text.ts';
import { DialogFrame } from './dialog-frame.tsx';
import { ProblemMessage } from './problem-message.tsx';

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL, lineHeight: tokens.lineHeightBase400 },
});

/** Asks before something that cannot be taken back, and spells out what it brings about. */
export function ConfirmDialog(props: {
  readonly title: string;
  readonly consequences: readonly string[];
  readonly action: string;
  readonly refuse?: string;
  readonly isPending: boolean;
  readonly error: unknown;
  /** Where a sign-in that heals the error comes back to. */
  readonly returnTo?: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  const { title, consequences, action, refuse, isPending, error, returnTo, onConfirm, onClose } = props;
  const styles = useStyles();
  return (
    <DialogFrame
      title={title}
      isAlert
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{refuse ?? text.common.cancel}</Button>
          <Button appearance="primary" disabledFocusable={isPending} onClick={onConfirm}>
            {action}
          </Button>
        </>
      }
    >
      {consequences.length === 1 ? (
        <div>{consequences[0]}</div>
      ) : (
        <ul className={styles.list}>
          {consequences.map((consequence) => (
            <li key={consequence}>{consequence}</li>
          ))}
        </ul>
      )}
      {error !== null && <ProblemMessage error={error} {...(returnTo !== undefined && { returnTo })} />}
    </DialogFrame>
  );
}
