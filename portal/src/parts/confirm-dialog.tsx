import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { text } from '../text/text.ts';
import { ProblemMessage } from './problem-message.tsx';
import { useFocusBack } from './use-focus-back.ts';

const useStyles = makeStyles({
  content: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    paddingBottom: tokens.spacingVerticalM,
  },
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
  useFocusBack();
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => open || onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent className={styles.content}>
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
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{refuse ?? text.common.cancel}</Button>
            <Button appearance="primary" disabledFocusable={isPending} onClick={onConfirm}>
              {action}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
