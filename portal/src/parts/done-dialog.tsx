import { Button } from '@fluentui/react-components';
import { text } from '../text/text.ts';
import { DialogFrame } from './dialog-frame.tsx';

/** Says that something was done, and what is left to do. */
export function DoneDialog(props: {
  readonly title: string;
  readonly body: string;
  readonly onClose: () => void;
}) {
  const { title, body, onClose } = props;
  return (
    <DialogFrame
      title={title}
      onClose={onClose}
      actions={
        <Button appearance="primary" onClick={onClose}>
          {text.common.close}
        </Button>
      }
    >
      <div>{body}</div>
    </DialogFrame>
  );
}
