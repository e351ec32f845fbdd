import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { EditRegular } from '@fluentui/react-icons/svg/edit';
import { HistoryRegular } from '@fluentui/react-icons/svg/history';
import { PinOffRegular } from '@fluentui/react-icons/svg/pin-off';
import { useState } from 'react';
import type { Subscription } from '../../api/types.ts';
import { text } from '../../text/text.ts';
import { EditDialog } from './edit-dialog.tsx';
import { PauseButton } from './pause-button.tsx';
import { RunHistory } from './run-history.tsx';
import { RunNowButton } from './run-now-button.tsx';
import { UnpinDialog } from './unpin-dialog.tsx';

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  wide: { flexBasis: '100%', ':empty': { display: 'none' } },
});

type Opened = 'edit' | 'history' | 'unpin';

export function SubscriptionActions({ subscription }: { readonly subscription: Subscription }) {
  const styles = useStyles();
  const [opened, setOpened] = useState<Opened>();
  const close = () => setOpened(undefined);
  const { id, itemName } = subscription;
  return (
    <div className={styles.actions}>
      <RunNowButton subscriptionId={id} outcomeClass={styles.wide} />
      <PauseButton subscription={subscription} problemClass={styles.wide} />
      <Button icon={<EditRegular />} onClick={() => setOpened('edit')}>
        {text.subscriptions.edit}
      </Button>
      <Button icon={<HistoryRegular />} onClick={() => setOpened('history')}>
        {text.subscriptions.history}
      </Button>
      <Button icon={<PinOffRegular />} onClick={() => setOpened('unpin')}>
        {text.subscriptions.delete}
      </Button>
      {opened === 'edit' && <EditDialog subscription={subscription} onClose={close} />}
      {opened === 'unpin' && <UnpinDialog subscription={subscription} onClose={close} />}
      {opened === 'history' && <RunHistory subscriptionId={id} itemName={itemName} onClose={close} />}
    </div>
  );
}
