import { makeStyles, tokens } from '@fluentui/react-components';
import type { Subscription } from '../../api/types.ts';
import { Moment } from '../../parts/moment.tsx';
import { OutsideLink } from '../../parts/outside-link.tsx';
import { text } from '../../text/text.ts';
import { NARROW } from '../../theme/breakpoints.ts';
import { Fact } from './fact.tsx';
import { parametersText } from './given-parameters.ts';
import { NextRun } from './next-run.tsx';
import { StatusText } from './status-text.tsx';

const useStyles = makeStyles({
  facts: {
    margin: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 4fr) minmax(0, 3fr) minmax(0, 3fr)',
    gap: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL}`,
    [NARROW]: { gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' },
  },
});

export function SubscriptionFacts({ subscription }: { readonly subscription: Subscription }) {
  const { dashboardName, dashboardUrl, scheduleText, lastRunAt, statusText, parameters } = subscription;
  const styles = useStyles();
  const { fields } = text.subscriptions;
  const given = parametersText(parameters);
  return (
    <dl className={styles.facts}>
      <Fact term={fields.dashboard}>
        {dashboardUrl === undefined ? (
          dashboardName
        ) : (
          <OutsideLink href={dashboardUrl}>{dashboardName}</OutsideLink>
        )}
      </Fact>
      {/* Its next run stands in a field of its own, by the reader's clock. */}
      <Fact term={fields.schedule}>{scheduleText.split('; ')[0]}</Fact>
      <Fact term={fields.lastRun}>
        {lastRunAt === undefined ? text.common.never : <Moment instant={lastRunAt} />}
      </Fact>
      <Fact term={fields.nextRun}>
        <NextRun subscription={subscription} />
      </Fact>
      {given !== '' && (
        <Fact term={fields.parameters} isWide>
          {given}
        </Fact>
      )}
      <Fact term={fields.status} isWide>
        <StatusText>{statusText}</StatusText>
      </Fact>
    </dl>
  );
}
