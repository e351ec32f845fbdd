import { OpenRegular } from '@fluentui/react-icons';
import type { Pin } from '../../api/types.ts';
import { OutsideButton } from '../../parts/link-button.tsx';
import { text } from '../../text/text.ts';

/** Guided: the report is made; its visual is pinned by hand, and found there. */
export function PinByHand({ pin }: { readonly pin: Pin }) {
  const { itemName, dashboardName, pinVisualUrl } = pin;
  return (
    <div>
      <p>{text.pin.pinVisual(itemName, dashboardName)}</p>
      {pinVisualUrl !== undefined && (
        <OutsideButton appearance="primary" href={pinVisualUrl} icon={<OpenRegular />}>
          {text.pin.openVisual}
        </OutsideButton>
      )}
    </div>
  );
}
