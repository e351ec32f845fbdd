import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { usePin } from '../../api/pins.ts';
import type { Subscription } from '../../api/types.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { useFocusBack } from '../../parts/use-focus-back.ts';
import { text } from '../../text/text.ts';
import { ImageTileSteps } from '../pin/image-tile-steps.tsx';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, paddingBottom: '12px' },
});

/** How the Image tile is made, for whoever makes it later or once more. */
export function ImageTileDialog(props: {
  readonly subscription: Subscription;
  readonly onClose: () => void;
}) {
  const { subscription, onClose } = props;
  const styles = useStyles();
  useFocusBack();
  const { data: pin, error, isPending, refetch } = usePin(subscription.id);
  return (
    <Dialog open onOpenChange={(_, { open }) => open || onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{text.subscriptions.imageTile}</DialogTitle>
          <DialogContent className={styles.content}>
            {isPending && <Loading />}
            {error && <ProblemMessage error={error} onRetry={refetch} />}
            {pin?.imageTile && <ImageTileSteps imageTile={pin.imageTile} heading={undefined} />}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{text.common.close}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
