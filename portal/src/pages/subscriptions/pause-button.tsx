import { Button } from '@fluentui/react-components';
import { PauseRegular, PlayCircleRegular } from '@fluentui/react-icons';
import { useChangeSubscription } from '../../api/subscriptions.ts';
import type { Subscription } from '../../api/types.ts';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';

/** S13: pauses and resumes. */
export function PauseButton(props: { readonly subscription: Subscription; readonly problemClass: string }) {
  const { subscription, problemClass } = props;
  const { mutate, isPending, error } = useChangeSubscription();
  const isActive = subscription.state === 'active';
  return (
    <>
      <Button
        icon={isActive ? <PauseRegular /> : <PlayCircleRegular />}
        disabledFocusable={isPending}
        onClick={() => mutate({ subscription, change: { state: isActive ? 'paused' : 'active' } })}
      >
        {isActive ? text.subscriptions.pause : text.subscriptions.resume}
      </Button>
      {error && (
        <div className={problemClass} style={{ order: 1 }}>
          <ProblemMessage error={error} />
        </div>
      )}
    </>
  );
}
