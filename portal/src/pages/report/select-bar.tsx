import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import type { VisualItem } from '../../api/types.ts';
import { text } from '../../text/text.ts';

/** Says what to do in select mode, or that there is nothing to pin (P12). */
export function SelectBar(props: { readonly items: readonly VisualItem[]; readonly onCancel: () => void }) {
  const { items, onCancel } = props;
  const isNothing = !items.some(({ pinnable }) => pinnable);
  return (
    <MessageBar intent={isNothing ? 'warning' : 'info'}>
      <MessageBarBody>
        {isNothing ? (
          text.select.nothing
        ) : (
          <>
            <MessageBarTitle>{text.select.title}</MessageBarTitle>
            {text.select.hint}
          </>
        )}
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={onCancel}>{isNothing ? text.common.close : text.common.cancel}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
