import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useSignEverybodyOut, useSignInEnding } from '../../api/sign-everybody-out.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Moment } from '../../parts/moment.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { Section } from '../../parts/section.tsx';
import { text } from '../../text/text.ts';
import { INTEGRATION_PATH } from './integration-path.ts';

const useStyles = makeStyles({
  body: { maxWidth: '70ch' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

/** For the day on which somebody may have what is not theirs: each way behind a question that spells it out. */
export function SignEverybodyOutSection({ appId }: { readonly appId: string }) {
  const styles = useStyles();
  const [asking, setAsking] = useState<'sessions' | 'everything'>();
  const { mutate, isPending, error, reset } = useSignEverybodyOut();
  const words = text.signEverybodyOut;
  const close = () => {
    setAsking(undefined);
    reset();
  };
  return (
    <Section title={words.title}>
      <div className={styles.body}>{words.explain}</div>
      <EndingProgress />
      <div className={styles.actions}>
        <Button onClick={() => setAsking('sessions')}>{words.ways.sessions.button}</Button>
        <Button onClick={() => setAsking('everything')}>{words.ways.everything.button}</Button>
      </div>
      {asking && (
        <ConfirmDialog
          title={words.ways[asking].title}
          consequences={words.ways[asking].consequences}
          action={words.ways[asking].action}
          isPending={isPending}
          error={error}
          returnTo={INTEGRATION_PATH}
          onConfirm={() => mutate({ what: asking, appId }, { onSuccess: close })}
          onClose={close}
        />
      )}
    </Section>
  );
}

function EndingProgress() {
  const { data, error, refetch } = useSignInEnding();
  if (error) return <ProblemMessage error={error} onRetry={refetch} />;
  if (data?.begunAt === undefined || data.changedAt === undefined) return null;
  const { state, people, tokensRemoved, begunAt, changedAt, by } = data;
  return (
    <div role="status">
      {text.signEverybodyOut.progress[state](people, tokensRemoved)} <Moment instant={begunAt} />
      {by !== undefined && ` · ${by}`}
      {state !== 'done' && (
        <>
          {` · ${text.signEverybodyOut.cameFurther} `}
          <Moment instant={changedAt} />
        </>
      )}
    </div>
  );
}
