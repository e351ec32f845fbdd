import type { Registration } from '../../api/types.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { type Definition, DefinitionList } from '../../parts/definition-list.tsx';
import { Section } from '../../parts/section.tsx';
import { text } from '../../text/text.ts';
import { UrlList } from './url-list.tsx';

/** Tenant, app and addresses, and all of it for the clipboard (R10, R11). */
export function RegistrationDetails({ registration }: { readonly registration: Registration }) {
  const {
    tenantName,
    tenantId,
    appId,
    cloud,
    redirectUrls,
    portalUrls,
    missingRedirectUrls,
    obsoleteRedirectUrls,
  } = registration;
  const entries: readonly Definition[] = [
    { term: text.integration.tenant, value: tenantName ?? '' },
    { term: text.integration.tenantId, value: tenantId ?? '' },
    { term: text.integration.appId, value: appId ?? '' },
    { term: text.integration.cloud, value: cloud },
    {
      term: text.integration.redirectUrls,
      value: (
        <UrlList
          urls={[...redirectUrls, ...missingRedirectUrls]}
          missing={missingRedirectUrls}
          obsolete={obsoleteRedirectUrls}
        />
      ),
    },
    { term: text.integration.portalUrls, value: <UrlList urls={portalUrls} /> },
  ];
  return (
    <Section
      title={text.integration.detailsTitle}
      aside={<CopyButton value={plainText(registration)} label={text.integration.copyDetails} />}
    >
      <DefinitionList entries={entries} />
    </Section>
  );
}

function plainText({ tenantId, appId, redirectUrls }: Registration): string {
  return [
    `${text.integration.tenantId}: ${tenantId ?? ''}`,
    `${text.integration.appId}: ${appId ?? ''}`,
    `${text.integration.redirectUrls}:`,
    ...redirectUrls,
  ].join('\n');
}
