import { Badge, Button, makeStyles, tokens } from '@fluentui/react-components';
import { useLinkAccount, useUnlinkAccount } from '../../api/report-servers.ts';
import type { ReportServer } from '../../api/types.ts';
import { DefinitionList } from '../../parts/definition-list.tsx';
import { OutsideLink } from '../../parts/outside-link.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { Section } from '../../parts/section.tsx';
import { text } from '../../text/text.ts';
import { LinkAccountForm } from './link-account-form.tsx';

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** The account on a report server that decides what one sees there. */
export function ReportServerAccount({ server }: { readonly server: ReportServer }) {
  const { id, name, portalUrl, product, productVersion, link, canMatch } = server;
  const styles = useStyles();
  const match = useLinkAccount(id);
  const unlink = useUnlinkAccount(id);
  const { servers } = text;
  return (
    <Section
      title={name}
      aside={
        <Badge appearance="tint" size="large" color={link ? 'success' : 'warning'}>
          {link ? servers.linked : servers.notLinked}
        </Badge>
      }
    >
      <DefinitionList
        entries={[
          { term: servers.portal, value: <OutsideLink href={portalUrl}>{portalUrl}</OutsideLink> },
          { term: servers.product, value: `${servers.products[product] ?? product} ${productVersion}` },
          ...(link ? [{ term: servers.account, value: link.account }] : []),
        ]}
      />
      {match.error && <ProblemMessage error={match.error} />}
      {unlink.error && <ProblemMessage error={unlink.error} />}
      {link ? (
        <div className={styles.actions}>
          <Button disabledFocusable={unlink.isPending} onClick={() => unlink.mutate(undefined)}>
            {servers.unlink}
          </Button>
        </div>
      ) : (
        <>
          <div>{servers.explain}</div>
          {canMatch && (
            <div className={styles.actions}>
              <Button
                appearance="primary"
                disabledFocusable={match.isPending}
                onClick={() => match.mutate({ mode: 'matched' })}
              >
                {servers.match}
              </Button>
            </div>
          )}
          <LinkAccountForm serverId={id} />
        </>
      )}
    </Section>
  );
}
