import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DeleteRegular, EditRegular, PlugConnectedRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useProbeReportServer, useRemoveReportServer } from '../../api/report-servers.ts';
import type { ReportServer } from '../../api/types.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { DefinitionList } from '../../parts/definition-list.tsx';
import { OutsideLink } from '../../parts/outside-link.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { Section } from '../../parts/section.tsx';
import { text } from '../../text/text.ts';
import { ReportServerDialog } from './report-server-dialog.tsx';
import { ServerRights } from './server-rights.tsx';

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** One server: what it is, and what its account may do there once somebody has looked. */
export function ReportServerSection({ server }: { readonly server: ReportServer }) {
  const { id, name, portalUrl, product, productVersion } = server;
  const styles = useStyles();
  const [opened, setOpened] = useState<'edit' | 'remove'>();
  const probe = useProbeReportServer(id);
  const remove = useRemoveReportServer(id);
  const close = () => setOpened(undefined);
  const { servers } = text;
  return (
    <Section title={name}>
      <DefinitionList
        entries={[
          { term: servers.portal, value: <OutsideLink href={portalUrl}>{portalUrl}</OutsideLink> },
          { term: servers.product, value: `${servers.products[product] ?? product} ${productVersion}` },
          ...(probe.data
            ? [
                { term: servers.account, value: probe.data.serverAccount },
                { term: text.schedule.timeZone, value: probe.data.timeZone },
              ]
            : []),
        ]}
      />
      {probe.data && <ServerRights rights={probe.data.rights} />}
      {probe.error && <ProblemMessage error={probe.error} />}
      <div className={styles.actions}>
        <Button
          icon={<PlugConnectedRegular />}
          disabledFocusable={probe.isPending}
          onClick={() => probe.mutate()}
        >
          {probe.isPending ? text.dataSources.testing : servers.look}
        </Button>
        <Button icon={<EditRegular />} onClick={() => setOpened('edit')}>
          {text.subscriptions.edit}
        </Button>
        <Button icon={<DeleteRegular />} onClick={() => setOpened('remove')}>
          {servers.remove}
        </Button>
      </div>
      {opened === 'edit' && <ReportServerDialog server={server} onClose={close} />}
      {opened === 'remove' && (
        <ConfirmDialog
          title={servers.removeTitle(name)}
          consequences={servers.removeConsequences}
          action={servers.remove}
          isPending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(undefined, { onSuccess: close })}
          onClose={close}
        />
      )}
    </Section>
  );
}
