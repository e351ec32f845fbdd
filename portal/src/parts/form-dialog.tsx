import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { text } from '../text/text.ts';
import { DialogFrame } from './dialog-frame.tsx';
import { ProblemMessage } from './problem-message.tsx';

/** A form in a dialog. What was entered stays when it is refused, and the refusal stands below it. */
export function FormDialog(props: {
  readonly title: string;
  /** What the button says that sends it. */
  readonly action?: string;
  readonly isPending?: boolean;
  readonly error?: unknown;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { title, action = text.common.save, isPending = false, error, onSubmit, onClose, children } = props;
  return (
    <DialogFrame
      title={title}
      onSubmit={onSubmit}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button type="submit" appearance="primary" disabledFocusable={isPending}>
            {action}
          </Button>
        </>
      }
    >
      {children}
      {error !== null && error !== undefined && <ProblemMessage error={error} />}
    </DialogFrame>
  );
}
