import { Badge, Button, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useChangeRegistration, useRegistration } from '../../api/registration.ts';
import type { Registration } from '../../api/types.ts';
import { Moment } from '../../parts/moment.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { Section } from '../../parts/section.tsx';
import { StepList } from '../../parts/step-list.tsx';
import { text } from '../../text/text.ts';
import { ConsentAsked } from './consent-asked.tsx';
import { DeleteAppButton } from './delete-app-button.tsx';
import { INTEGRATION_PATH } from './integration-path.ts';
import { OtherWays } from './other-ways.tsx';

const useStyles = makeStyles({
  body: { maxWidth: '70ch' },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** Whether this installation is registered, and the button that registers it, step by step (R1, R7–R9). */
export function RegistrationState(props: {
  readonly registration: Registration;
  readonly actions: ReactNode;
}) {
  const { registration, actions } = props;
  const { state, steps, changedAt, consentUrl, appId } = registration;
  const styles = useStyles();
  const { mutate, isPending, error } = useChangeRegistration();
  useRegistration({ isChanging: isPending });
  const showsSteps = isPending || state === 'registering' || error !== null;
  return (
    <Section
      title={text.integration.stateTitle}
      aside={
        <Badge appearance="tint" size="large" color={state === 'registered' ? 'success' : 'informative'}>
          {text.integration.states[state]}
        </Badge>
      }
    >
      <div className={styles.body}>{text.integration.explain[state]}</div>
      {changedAt !== undefined && (
        <div className={styles.quiet}>
          {text.integration.changed} <Moment instant={changedAt} />
        </div>
      )}
      {isPending && <div role="status">{text.integration.registeringNow}</div>}
      {showsSteps && <StepList steps={steps} names={text.integration.steps} isRunning={isPending} />}
      {error && <ProblemMessage error={error} returnTo={INTEGRATION_PATH} />}
      {consentUrl !== undefined && <ConsentAsked address={consentUrl} />}
      {state === 'registered' ? (
        actions
      ) : (
        <>
          <div>
            <Button
              appearance="primary"
              disabledFocusable={isPending}
              onClick={() => mutate({ kind: 'register' })}
            >
              {state === 'registering' ? text.integration.goOn : text.integration.register}
            </Button>
          </div>
          <OtherWays registration={registration} />
          {state === 'unregistered' && appId !== undefined && <DeleteAppButton appId={appId} />}
        </>
      )}
    </Section>
  );
}
