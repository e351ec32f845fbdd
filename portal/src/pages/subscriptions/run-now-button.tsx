import { Button, Spinner } from '@fluentui/react-components';
import { PlayRegular } from '@fluentui/react-icons';
import { isOver, useFollowedRun, useRunNow } from '../../api/runs.ts';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';

/** S13: runs it and follows the run to its end; how it ended stands in the status of the subscription. */
export function RunNowButton(props: { readonly subscriptionId: string; readonly outcomeClass: string }) {
  const { subscriptionId, outcomeClass } = props;
  const { mutate, isPending, error, data: asked } = useRunNow(subscriptionId);
  const { data: followed } = useFollowedRun(subscriptionId, asked);
  const run = asked && followed?.key === asked.key ? followed : asked;
  const isRunning = isPending || (run !== undefined && !isOver(run));
  return (
    <>
      <Button
        icon={isRunning ? <Spinner size="tiny" /> : <PlayRegular />}
        disabledFocusable={isRunning}
        onClick={() => mutate(crypto.randomUUID())}
      >
        {isRunning ? text.subscriptions.running : text.subscriptions.runNow}
      </Button>
      <div className={outcomeClass} role="status" style={{ order: 1 }}>
        {run?.state === 'waiting' && run.attempt > 1 && text.subscriptions.waiting}
        {run?.state === 'succeeded' && text.subscriptions.runDone}
      </div>
      {error && (
        <div className={outcomeClass} style={{ order: 1 }}>
          <ProblemMessage error={error} />
        </div>
      )}
    </>
  );
}
