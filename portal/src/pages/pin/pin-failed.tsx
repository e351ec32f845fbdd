import { Button } from '@fluentui/react-components';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';
import { OutcomeList } from './outcome-list.tsx';
import { PinActions } from './pin-actions.tsx';
import { hasFailed, type Outcome, problemOf } from './use-pinning.ts';

/** Pins that were refused and undone; their choices are still there for another try. What was pinned stays pinned. */
export function PinFailed(props: {
  readonly outcomes: readonly Outcome[];
  readonly onAgain: () => void;
  readonly onClose: () => void;
}) {
  const { outcomes, onAgain, onClose } = props;
  const [only] = outcomes;
  const problem = only && outcomes.length === 1 ? problemOf(only) : undefined;
  const failed = outcomes.filter(hasFailed).length;
  return (
    <>
      {problem ? (
        <ProblemMessage error={problem} title={text.pin.failedTitle} />
      ) : (
        <div role="alert">{text.pin.someFailed(failed, outcomes.length)}</div>
      )}
      <OutcomeList outcomes={outcomes} />
      <PinActions>
        <Button appearance="primary" onClick={onAgain}>
          {text.common.tryAgain}
        </Button>
        <Button onClick={onClose}>{text.common.close}</Button>
      </PinActions>
    </>
  );
}
