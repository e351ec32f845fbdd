import { Button } from '@fluentui/react-components';
import { usePin } from '../../api/pins.ts';
import type { Subscription } from '../../api/types.ts';
import { DialogFrame } from '../../parts/dialog-frame.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';
import { ImageTileSteps } from '../pin/image-tile-steps.tsx';

/** How the Image tile is made, for whoever makes it later or once more. */
export function ImageTileDialog(props: {
  readonly subscription: Subscription;
  readonly onClose: () => void;
}) {
  const { subscription, onClose } = props;
  const { data: pin, error, isPending, refetch } = usePin(subscription.id);
  return (
    <DialogFrame
      title={text.subscriptions.imageTile}
      onClose={onClose}
      actions={<Button onClick={onClose}>{text.common.close}</Button>}
    >
      {isPending && <Loading />}
      {error && <ProblemMessage error={error} onRetry={refetch} />}
      {pin?.imageTile && <ImageTileSteps imageTile={pin.imageTile} heading={undefined} />}
    </DialogFrame>
  );
}
