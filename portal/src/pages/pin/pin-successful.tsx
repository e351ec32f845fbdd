import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { OpenRegular } from '@fluentui/react-icons/svg/open';
import type { Pin } from '../../api/types.ts';
import { OutsideButton } from '../../parts/link-button.tsx';
import { RouterLink } from '../../parts/router-link.tsx';
import { text } from '../../text/text.ts';
import { PinActions } from './pin-actions.tsx';

/** P10 */
export function PinSuccessful({ pin, onClose }: { readonly pin: Pin; readonly onClose: () => void }) {
  const { itemName, dashboardName, seeItUrl, warning } = pin;
  return (
    <>
      <div role="status">{text.pin.done(itemName, dashboardName)}</div>
      <div>
        {text.pin.refreshedBy} <RouterLink to="/subscriptions">{text.pin.toSubscriptions}</RouterLink>.
      </div>
      {warning !== undefined && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{warning}</MessageBarBody>
        </MessageBar>
      )}
      <PinActions>
        {seeItUrl !== undefined && (
          <OutsideButton appearance="primary" href={seeItUrl} icon={<OpenRegular />}>
            {text.pin.seeIt}
          </OutsideButton>
        )}
        <Button ref={focusIt} onClick={onClose}>
          {text.common.close}
        </Button>
      </PinActions>
    </>
  );
}

/** What had the focus is gone with the form. */
function focusIt(button: HTMLButtonElement | null): void {
  button?.focus();
}
