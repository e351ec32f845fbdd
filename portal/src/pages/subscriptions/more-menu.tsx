import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import {
  ImageRegular,
  LinkDismissRegular,
  MoreHorizontalRegular,
  PinOffRegular,
} from '@fluentui/react-icons';
import type { Subscription } from '../../api/types.ts';
import { text } from '../../text/text.ts';
import type { Opened } from './use-opened.ts';

/** What is seldom needed, or cannot be taken back. */
export function MoreMenu(props: {
  readonly subscription: Subscription;
  readonly onOpen: (opened: Opened) => void;
}) {
  const { subscription, onOpen } = props;
  return (
    <Menu inline>
      <MenuTrigger disableButtonEnhancement>
        <Button
          icon={<MoreHorizontalRegular />}
          aria-label={text.subscriptions.moreOf(subscription.itemName)}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {subscription.mode === 'picture' && (
            <MenuItem icon={<ImageRegular />} onClick={() => onOpen('image')}>
              {text.subscriptions.imageTile}
            </MenuItem>
          )}
          <MenuItem icon={<LinkDismissRegular />} onClick={() => onOpen('address')}>
            {text.subscriptions.newAddress}
          </MenuItem>
          <MenuItem icon={<PinOffRegular />} onClick={() => onOpen('unpin')}>
            {text.subscriptions.delete}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
