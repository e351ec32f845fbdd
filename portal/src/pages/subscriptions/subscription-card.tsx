import { makeStyles, mergeClasses, Subtitle2, tokens } from '@fluentui/react-components';
import { useEffect, useId, useRef } from 'react';
import { useSearchParams } from 'react-router';
import type { Subscription } from '../../api/types.ts';
import { RouterLink } from '../../parts/router-link.tsx';
import { PHONE } from '../../theme/breakpoints.ts';
import { queryOf } from '../report/report-address.ts';
import { givenParameters } from './given-parameters.ts';
import { StateBadge } from './state-badge.tsx';
import { SubscriptionActions } from './subscription-actions.tsx';
import { SubscriptionFacts } from './subscription-facts.tsx';
import { TileThumbnail } from './tile-thumbnail.tsx';
import { WhatToDo } from './what-to-do.tsx';

const useStyles = makeStyles({
  card: {
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow4,
    padding: tokens.spacingHorizontalXXL,
    display: 'flex',
    gap: tokens.spacingHorizontalXXL,
    [PHONE]: {
      flexDirection: 'column',
      gap: tokens.spacingVerticalL,
      padding: tokens.spacingHorizontalL,
    },
  },
  meant: { outline: `2px solid ${tokens.colorCompoundBrandStroke}` },
  body: {
    flexGrow: 1,
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
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
  const { reportId, reportTitle, itemName, parameters } = subscription;
  const styles = useStyles();
  const id = useId();
  const [meant] = useSearchParams();
  const isMeant = meant.get('id') === subscription.id && !meant.has('open');
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isMeant) return;
    card.current?.scrollIntoView({ block: 'center' });
    card.current?.focus({ preventScroll: true });
  }, [isMeant]);
  const query = queryOf(givenParameters(parameters)).toString();
  return (
    <article
      ref={card}
      className={mergeClasses(styles.card, isMeant && styles.meant)}
      aria-labelledby={id}
      tabIndex={isMeant ? -1 : undefined}
    >
      <TileThumbnail subscription={subscription} />
      <div className={styles.body}>
        <div className={styles.head}>
          <div className={styles.titles}>
            <Subtitle2 as="h2" id={id} className={styles.title}>
              {itemName}
            </Subtitle2>
            <RouterLink to={query === '' ? `/reports/${reportId}` : `/reports/${reportId}?${query}`}>
              {reportTitle}
            </RouterLink>
          </div>
          <StateBadge subscription={subscription} />
        </div>
        <SubscriptionFacts subscription={subscription} />
        <WhatToDo subscription={subscription} />
        <SubscriptionActions subscription={subscription} />
      </div>
    </article>
  );
}
