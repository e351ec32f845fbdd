import { Button } from '@fluentui/react-components';
import type { Pin } from '../../api/types.ts';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { StepList } from '../../parts/step-list.tsx';
import { text } from '../../text/text.ts';
import { PinActions } from './pin-actions.tsx';

/** How far the pin has come. It goes on without this window. */
export function PinProgress(props: {
  readonly pin: Pin;
  readonly error: Error | null;
  readonly onClose: () => void;
}) {
  const { pin, error, onClose } = props;
  const isUndoing = pin.state === 'undoing';
  return (
    <>
      <div role="status">{isUndoing ? text.pin.undoing : text.pin.working}</div>
      <StepList steps={pin.steps} names={text.pin.steps} isRunning={!isUndoing} />
      {error && <ProblemMessage error={error} />}
      <div>{text.pin.goesOn}</div>
      <PinActions>
        <Button onClick={onClose}>{text.common.close}</Button>
      </PinActions>
    </>
  );
}
