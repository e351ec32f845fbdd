import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { OpenRegular } from '@fluentui/react-icons';
import type { ActingAs } from '../../api/types.ts';
import { OutsideButton } from '../../parts/link-button.tsx';
import { RouterLink } from '../../parts/router-link.tsx';
import { text } from '../../text/text.ts';
import { ImageTileSteps } from './image-tile-steps.tsx';
import { OutcomeList } from './outcome-list.tsx';
import { PinActions } from './pin-actions.tsx';
import type { Outcome } from './use-pinning.ts';

/** P10; of pictures, what the person does with them in Power BI. */
export function PinSuccessful(props: {
  readonly as: ActingAs;
  readonly outcomes: readonly Outcome[];
  readonly onClose: () => void;
}) {
  const { as, outcomes, onClose } = props;
  const pins = outcomes.flatMap(({ pin }) => (pin ? [pin] : []));
  const warnings = [...new Set(pins.flatMap(({ warning }) => (warning === undefined ? [] : [warning])))];
  const seeItUrl = pins.find((pin) => pin.seeItUrl !== undefined)?.seeItUrl;
  const images = pins.flatMap(({ itemName, imageTile }) => (imageTile ? [{ itemName, imageTile }] : []));
  const [only] = pins;
  return (
    <>
      <div role="status">
        {only && pins.length === 1 && images.length === 0
          ? text.pin.done(only.itemName, only.dashboardName)
          : images.length > 0
            ? text.pin.pictureReady
            : text.pin.doneSeveral(pins.length, only?.dashboardName ?? '')}
      </div>
      {pins.length > 1 && images.length === 0 && <OutcomeList outcomes={outcomes} />}
      {images.map(({ itemName, imageTile }) => (
        <ImageTileSteps
          key={itemName}
          imageTile={imageTile}
          heading={images.length > 1 ? itemName : undefined}
        />
      ))}
      <div>
        {text.pin.refreshedBy}{' '}
        <RouterLink to={as === 'me' ? '/subscriptions' : '/subscriptions?as=service'}>
          {text.pin.toSubscriptions[as]}
        </RouterLink>
        .
      </div>
      {warnings.map((warning) => (
        <MessageBar key={warning} intent="warning" layout="multiline">
          <MessageBarBody>{warning}</MessageBarBody>
        </MessageBar>
      ))}
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
