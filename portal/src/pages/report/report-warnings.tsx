import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { Report } from '../../api/types.ts';
import { text } from '../../text/text.ts';

/** What will keep the report's tiles from being refreshed (P11); publishers put it right under Data sources. */
export function ReportWarnings({ report }: { readonly report: Report }) {
  const { credentials, missingCredentials, missingReferences } = report;
  return (
    <>
      {missingReferences.length > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{text.report.missingReferencesTitle}</MessageBarTitle>
            {missingReferences.join(' ')}
          </MessageBarBody>
        </MessageBar>
      )}
      {credentials === 'missing' && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{text.report.missingCredentials(missingCredentials.join(', '))}</MessageBarBody>
        </MessageBar>
      )}
    </>
  );
}
