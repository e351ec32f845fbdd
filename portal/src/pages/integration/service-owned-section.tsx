import { makeStyles, Switch } from '@fluentui/react-components';
import { useDecideServiceOwned } from '../../api/registration.ts';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { Section } from '../../parts/section.tsx';
import { text } from '../../text/text.ts';
import { INTEGRATION_PATH } from './integration-path.ts';

const useStyles = makeStyles({ body: { maxWidth: '70ch' } });

/** Whether subscriptions may be nobody's: run with the proof of the application alone. */
export function ServiceOwnedSection({ isAllowed }: { readonly isAllowed: boolean }) {
  const styles = useStyles();
  const { mutate, isPending, error } = useDecideServiceOwned();
  return (
    <Section title={text.serviceOwned.title}>
      <div className={styles.body}>{text.serviceOwned.explain}</div>
      <Switch
        label={text.serviceOwned.allow}
        checked={isAllowed}
        disabled={isPending}
        onChange={(_, { checked }) => mutate(checked)}
      />
      {error && <ProblemMessage error={error} returnTo={INTEGRATION_PATH} />}
    </Section>
  );
}
