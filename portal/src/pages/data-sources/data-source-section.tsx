import { Badge, MessageBar, MessageBarBody } from '@fluentui/react-components';
import type { DataSource } from '../../api/types.ts';
import { DefinitionList } from '../../parts/definition-list.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Section } from '../../parts/section.tsx';
import { text } from '../../text/text.ts';
import { CredentialsForm } from './credentials-form.tsx';

const COLORS = {
  'not-needed': 'informative',
  stored: 'success',
  missing: 'warning',
  'server-changed': 'warning',
} as const;

/** One data source: where it leads, and how it is signed in to. */
export function DataSourceSection({ source }: { readonly source: DataSource }) {
  const { name, kind, path, provider, server, credentials, changedAt } = source;
  const { dataSources } = text;
  return (
    <Section
      title={name}
      aside={
        <Badge appearance="tint" size="large" color={COLORS[credentials]}>
          {dataSources.states[credentials]}
        </Badge>
      }
    >
      <DefinitionList
        entries={[
          { term: dataSources.kind, value: dataSources.kinds[kind] },
          ...(kind === 'shared' ? [{ term: dataSources.usedFrom, value: path }] : []),
          ...(provider === undefined ? [] : [{ term: dataSources.provider, value: provider }]),
          { term: dataSources.server, value: server || dataSources.noServer },
          ...(changedAt === undefined
            ? []
            : [{ term: dataSources.changed, value: <Moment instant={changedAt} /> }]),
        ]}
      />
      {credentials === 'server-changed' && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{dataSources.serverChanged}</MessageBarBody>
        </MessageBar>
      )}
      <CredentialsForm source={source} />
    </Section>
  );
}
