import { makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { Subscription } from '../../api/types.ts';
import { RouterLink } from '../../parts/router-link.tsx';
import { PHONE } from '../../theme/breakpoints.ts';
import { queryOf } from '../report/report-address.ts';
import { givenParameters } from './given-parameters.ts';
import { StateBadge } from './state-badge.tsx';
import { SubscriptionActions } from './subscription-actions.tsx';
import { SubscriptionFacts } from './subscription-facts.tsx';

const useStyles = makeStyles({
  card: {
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow4,
    padding: tokens.spacingHorizontalXXL,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    [PHONE]: { padding: tokens.spacingHorizontalL },
  },
  head: {
    display: 'flex',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
  },
  titles: { minWidth: 0, overflowWrap: 'anywhere', display: 'flex', flexDirection: 'column' },
  title: { margin: 0 },
});

/** One subscription: item, where it is pinned, how its runs go, and what can be done. */
export function SubscriptionCard({ subscription }: { readonly subscription: Subscription }) {
  const { reportId, reportTitle, itemName, parameters, state } = subscription;
  const styles = useStyles();
  const id = useId();
  const query = queryOf(givenParameters(parameters)).toString();
  return (
    <article className={styles.card} aria-labelledby={id}>
      <div className={styles.head}>
        <div className={styles.titles}>
          <Subtitle2 as="h2" id={id} className={styles.title}>
            {itemName}
          </Subtitle2>
          <RouterLink to={query === '' ? `/reports/${reportId}` : `/reports/${reportId}?${query}`}>
            {reportTitle}
          </RouterLink>
        </div>
        <StateBadge state={state} />
      </div>
      <SubscriptionFacts subscription={subscription} />
      <SubscriptionActions subscription={subscription} />
    </article>
  );
}
