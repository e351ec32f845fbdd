import { Badge, Button } from '@fluentui/react-components';
import { useUnlinkAccount } from '../../api/report-servers.ts';
import type { ReportServer } from '../../api/types.ts';
import { DefinitionList } from '../../parts/definition-list.tsx';
import { OutsideLink } from '../../parts/outside-link.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { Section } from '../../parts/section.tsx';
import { LinkChoices } from '../../servers/link-account.tsx';
import { text } from '../../text/text.ts';

/** The account on a report server that decides what one sees there. */
export function ReportServerAccount({ server }: { readonly server: ReportServer }) {
  const { id, name, portalUrl, product, productVersion, link } = server;
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
      {unlink.error && <ProblemMessage error={unlink.error} />}
      {link ? (
        <div>
          <Button disabledFocusable={unlink.isPending} onClick={() => unlink.mutate(undefined)}>
            {servers.unlink}
          </Button>
        </div>
      ) : (
        <LinkChoices server={server} />
      )}
    </Section>
  );
}
