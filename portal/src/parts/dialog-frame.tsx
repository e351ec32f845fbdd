import {
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import type { FormEvent, ReactNode } from 'react';
import { useFocusBack } from './use-focus-back.ts';

const useStyles = makeStyles({
  content: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    // Focus rings of the fields need room inside what scrolls.
    padding: '4px 2px 12px',
  },
});

/** A dialog, open while it is there. Closed, it gives the focus back to what opened it. */
export function DialogFrame(props: {
  readonly title: string;
  /** Asks something that has to be answered: a click beside it does not close it. */
  readonly isAlert?: boolean;
  readonly actions: ReactNode;
  /** Makes it a form. */
  readonly onSubmit?: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { title, isAlert = false, actions, onSubmit, onClose, children } = props;
  const styles = useStyles();
  useFocusBack();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit?.();
  };
  const body = (
    <DialogBody>
      <DialogTitle>{title}</DialogTitle>
      <DialogContent className={styles.content}>{children}</DialogContent>
      <DialogActions>{actions}</DialogActions>
    </DialogBody>
  );
  return (
    <Dialog open modalType={isAlert ? 'alert' : 'modal'} onOpenChange={(_, { open }) => open || onClose()}>
      <DialogSurface>
        {onSubmit ? (
          <form onSubmit={submit} noValidate autoComplete="off">
            {body}
          </form>
        ) : (
          body
        )}
      </DialogSurface>
    </Dialog>
  );
}
