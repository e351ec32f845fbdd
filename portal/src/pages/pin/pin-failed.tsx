import { Button } from '@fluentui/react-components';
import type { Pin } from '../../api/types.ts';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { StepList } from '../../parts/step-list.tsx';
import { text } from '../../text/text.ts';
import { PinActions } from './pin-actions.tsx';
import { problemOfPin } from './use-pinning.ts';

/** A pin that was refused half-way and undone; its choices are still there for another try. */
export function PinFailed(props: {
  readonly pin: Pin;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}) {
  const { pin, onAgain, onClose } = props;
  return (
    <>
      <ProblemMessage error={problemOfPin(pin)} title={text.pin.failedTitle} />
      <StepList steps={pin.steps} names={text.pin.steps} isRunning={false} />
      <PinActions>
        <Button appearance="primary" onClick={onAgain}>
          {text.common.tryAgain}
        </Button>
        <Button onClick={onClose}>{text.common.close}</Button>
      </PinActions>
    </>
  );
}
