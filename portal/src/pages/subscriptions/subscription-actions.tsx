import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { EditRegular, HistoryRegular } from '@fluentui/react-icons';
import type { Subscription } from '../../api/types.ts';
import { text } from '../../text/text.ts';
import { EditDialog } from './edit-dialog.tsx';
import { ImageTileDialog } from './image-tile-dialog.tsx';
import { MoreMenu } from './more-menu.tsx';
import { NewAddressDialog } from './new-address-dialog.tsx';
import { PauseButton } from './pause-button.tsx';
import { RunHistory } from './run-history.tsx';
import { RunNowButton } from './run-now-button.tsx';
import { UnpinDialog } from './unpin-dialog.tsx';
import { useOpened } from './use-opened.ts';

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  wide: { flexBasis: '100%', ':empty': { display: 'none' } },
});

export function SubscriptionActions({ subscription }: { readonly subscription: Subscription }) {
  const styles = useStyles();
  const { id, state } = subscription;
  const [opened, open] = useOpened(id);
  const close = () => open(undefined);
  return (
    <div className={styles.actions}>
      {/* Of a tile that is gone nothing can be refreshed. */}
      {state !== 'retired' && (
        <>
          <RunNowButton subscriptionId={id} outcomeClass={styles.wide} />
          <PauseButton subscription={subscription} problemClass={styles.wide} />
        </>
      )}
      <Button icon={<EditRegular />} onClick={() => open('edit')}>
        {text.subscriptions.edit}
      </Button>
      <Button icon={<HistoryRegular />} onClick={() => open('history')}>
        {text.subscriptions.history}
      </Button>
      <MoreMenu subscription={subscription} onOpen={open} />
      {opened === 'edit' && <EditDialog subscription={subscription} onClose={close} />}
      {opened === 'unpin' && <UnpinDialog subscription={subscription} onClose={close} />}
      {opened === 'address' && <NewAddressDialog subscription={subscription} onClose={close} />}
      {opened === 'image' && <ImageTileDialog subscription={subscription} onClose={close} />}
      {opened === 'history' && <RunHistory subscription={subscription} onClose={close} />}
    </div>
  );
}
