import { Button } from '@fluentui/react-components';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';
import { OutcomeList } from './outcome-list.tsx';
import { PinActions } from './pin-actions.tsx';
import { PinByHand } from './pin-by-hand.tsx';
import type { Outcome } from './use-pinning.ts';

/** How far the pins have come. They go on without this window. */
export function PinProgress(props: {
  readonly outcomes: readonly Outcome[];
  readonly error: Error | null;
  readonly onClose: () => void;
}) {
  const { outcomes, error, onClose } = props;
  const states = outcomes.map(({ pin }) => pin?.state);
  const waiting = outcomes.flatMap(({ pin }) => (pin?.state === 'waiting' ? [pin] : []));
  const isUndoing = states.includes('undoing');
  return (
    <>
      <div role="status">{statusText(isUndoing, waiting.length > 0 && !states.includes('pending'))}</div>
      <OutcomeList outcomes={outcomes} />
      {waiting.map((pin) => (
        <PinByHand key={pin.id} pin={pin} />
      ))}
      {error && <ProblemMessage error={error} />}
      <div>{text.pin.goesOn}</div>
      <PinActions>
        <Button onClick={onClose}>{text.common.close}</Button>
      </PinActions>
    </>
  );
}

function statusText(isUndoing: boolean, isWaiting: boolean): string {
  if (isUndoing) return text.pin.undoing;
  return isWaiting ? text.pin.waitingForYou : text.pin.working;
}
