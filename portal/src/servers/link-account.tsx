import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useLinkAccount } from '../api/report-servers.ts';
import type { ReportServer } from '../api/types.ts';
import { ProblemMessage } from '../parts/problem-message.tsx';
import { Section } from '../parts/section.tsx';
import { text } from '../text/text.ts';
import { LinkAccountForm } from './link-account-form.tsx';

const useStyles = makeStyles({
  choices: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalL,
  },
});

/** Asks as whom one is known on a report server, where something of it is to be shown. */
export function LinkAccount(props: {
  readonly server: ReportServer;
  /** Why it is asked for again. */
  readonly error?: Error | null;
}) {
  const { server, error } = props;
  return (
    <>
      {error && <ProblemMessage error={error} />}
      <Section title={text.servers.linkTitle(server.name)}>
        <LinkChoices server={server} />
      </Section>
    </>
  );
}

/**
 * By the own name where the server allows it, or with an account and its password; behind the application proxy as
 * whoever one is here.
 */
export function LinkChoices({ server: { id, auth, canMatch } }: { readonly server: ReportServer }) {
  const styles = useStyles();
  const match = useLinkAccount(id);
  const { servers } = text;
  const isProxy = auth === 'entra-proxy';
  return (
    <div className={styles.choices}>
      <div>{servers.explain}</div>
      {match.error && <ProblemMessage error={match.error} />}
      {(canMatch || isProxy) && (
        <Button
          appearance="primary"
          disabledFocusable={match.isPending}
          onClick={() => match.mutate({ mode: isProxy ? 'entra' : 'matched' })}
        >
          {isProxy ? servers.linkEntra : servers.match}
        </Button>
      )}
      {!isProxy && <LinkAccountForm serverId={id} />}
    </div>
  );
}
