import { makeStyles, tokens } from '@fluentui/react-components';
import { useReport } from '../../api/reports.ts';
import { PlainList } from '../../parts/plain-list.tsx';
import { RouterLink } from '../../parts/router-link.tsx';
import { text } from '../../text/text.ts';
import { dataSourcesAddress } from '../data-sources/data-sources-address.ts';
import { kindName } from '../report/why-refused.ts';

const useStyles = makeStyles({
  links: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalL },
});

/** What was understood of a report that was just uploaded, what cannot be drawn, and what it needs. */
export function UploadedReport({ reportId }: { readonly reportId: string }) {
  const styles = useStyles();
  const { data: report, error } = useReport(reportId);
  if (error) return <div>{error.message}</div>;
  if (!report) return null;
  const { items, credentials, missingCredentials, missingReferences } = report;
  const pinnable = items.filter((item) => item.pinnable && item.drawable);
  const undrawable = items.filter((item) => item.pinnable && !item.drawable);
  return (
    <>
      <div>{text.browse.canBePinned(pinnable.length)}</div>
      <PlainList>
        {undrawable.map(({ name, kind, reason }) => (
          <li key={name}>
            {text.browse.cannotBeDrawn(
              text.report.itemName(kindName(kind), name),
              reason ?? text.select.notDrawable,
            )}
          </li>
        ))}
        {missingReferences.map((reference) => (
          <li key={reference}>{reference}</li>
        ))}
        {credentials === 'missing' && <li>{text.browse.needsCredentials(missingCredentials.join(', '))}</li>}
      </PlainList>
      <div className={styles.links}>
        <RouterLink to={`/reports/${reportId}`}>{text.browse.openReport}</RouterLink>
        {credentials === 'missing' && (
          <RouterLink to={dataSourcesAddress(reportId)}>{text.browse.storeCredentials}</RouterLink>
        )}
      </div>
    </>
  );
}
