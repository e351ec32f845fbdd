import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { PersonSwapRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useChangeOwner } from '../../api/overview.ts';
import type { OwnedSubscription } from '../../api/types.ts';
import { Moment } from '../../parts/moment.tsx';
import { text } from '../../text/text.ts';
import { StatusText } from '../subscriptions/status-text.tsx';
import { GiveToDialog } from './give-to-dialog.tsx';
import { ownerName } from './owner-name.ts';

const useStyles = makeStyles({
  entry: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalL,
    padding: `${tokens.spacingVerticalM} 0`,
    ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  body: { flex: '1 1 320px', minWidth: 0, overflowWrap: 'anywhere' },
  title: { fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** One subscription of somebody, why it asks for a look, and the way to another owner. */
export function WatchedEntry({ subscription }: { readonly subscription: OwnedSubscription }) {
  const { id, itemName, reportTitle, dashboardName, statusText, lastRunAt, owner } = subscription;
  const styles = useStyles();
  const [isGiving, setGiving] = useState(false);
  const { mutate, isPending, error, reset, isSuccess } = useChangeOwner();
  return (
    <li className={styles.entry}>
      <div className={styles.body}>
        <div className={styles.title}>{text.overview.itemOf(itemName, reportTitle)}</div>
        <div className={styles.quiet}>
          {ownerName(owner)} · {dashboardName}
          {lastRunAt !== undefined && (
            <>
              {' · '}
              <Moment instant={lastRunAt} />
            </>
          )}
        </div>
        <StatusText>{statusText}</StatusText>
        <div role="status">{isSuccess && text.overview.given}</div>
      </div>
      <Button icon={<PersonSwapRegular />} onClick={() => setGiving(true)}>
        {text.overview.giveOne}
      </Button>
      {isGiving && (
        <GiveToDialog
          title={text.overview.giveOneOf(itemName)}
          from={owner.oid}
          isPending={isPending}
          error={error}
          onGive={(to) => mutate({ id, owner: to }, { onSuccess: () => setGiving(false) })}
          onClose={() => {
            reset();
            setGiving(false);
          }}
        />
      )}
    </li>
  );
}
