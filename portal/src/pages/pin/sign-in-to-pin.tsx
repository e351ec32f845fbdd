import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { powerBiSignInAddress } from '../../api/me.ts';
import { AddressButton } from '../../parts/link-button.tsx';
import { text } from '../../text/text.ts';
import { PinActions } from './pin-actions.tsx';

/** The first pin leads to the sign-in (U3); later ones only when it has lapsed, with the original's words (P13). */
export function SignInToPin(props: {
  readonly isFirst: boolean;
  readonly returnTo: string;
  /** Goes on with a picture, for which nobody signs in. */
  readonly onPicture: () => void;
  /** Goes on in the name of the installation, where the person may. */
  readonly onService: (() => void) | undefined;
  readonly onClose: () => void;
}) {
  const { isFirst, returnTo, onPicture, onService, onClose } = props;
  return (
    <>
      {isFirst ? (
        <div>{text.powerBiSignIn.first}</div>
      ) : (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{text.powerBiSignIn.credentials}</MessageBarBody>
        </MessageBar>
      )}
      <PinActions>
        <AddressButton appearance="primary" href={powerBiSignInAddress(returnTo)}>
          {text.powerBiSignIn.button}
        </AddressButton>
        {onService && <Button onClick={onService}>{text.pin.asService}</Button>}
        <Button onClick={onPicture}>{text.pin.withoutSignIn}</Button>
        <Button onClick={onClose}>{text.common.cancel}</Button>
      </PinActions>
    </>
  );
}
