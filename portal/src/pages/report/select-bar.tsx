import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
} from '@fluentui/react-components';
import type { VisualItem } from '../../api/types.ts';
import { text } from '../../text/text.ts';
import type { Selection } from './use-selection.ts';

// It stays in sight while one scrolls through a long report; the header is 49 pixels high.
const useStyles = makeStyles({ bar: { position: 'sticky', top: '57px', zIndex: 2 } });

/** Says what to do in select mode, or that there is nothing to pin (P12); pins what was chosen together. */
export function SelectBar(props: {
  readonly items: readonly VisualItem[];
  readonly selection: Selection;
  readonly onPin: () => void;
  readonly onCancel: () => void;
}) {
  const { items, selection, onPin, onCancel } = props;
  const { isSeveral, chosen, setSeveral } = selection;
  const styles = useStyles();
  const pinnable = items.filter((item) => item.pinnable);
  if (pinnable.length === 0)
    return (
      <MessageBar intent="warning">
        <MessageBarBody>{text.select.nothing}</MessageBarBody>
        <MessageBarActions>
          <Button onClick={onCancel}>{text.common.close}</Button>
        </MessageBarActions>
      </MessageBar>
    );
  return (
    <MessageBar intent="info" className={styles.bar}>
      <MessageBarBody>
        <MessageBarTitle>{text.select.title}</MessageBarTitle>
        {isSeveral ? text.select.severalHint : text.select.hint}
      </MessageBarBody>
      <MessageBarActions>
        {isSeveral && (
          <Button appearance="primary" disabledFocusable={chosen.length === 0} onClick={onPin}>
            {text.select.pinSeveral(chosen.length)}
          </Button>
        )}
        {!isSeveral && pinnable.length > 1 && (
          <Button onClick={() => setSeveral(true)}>{text.select.several}</Button>
        )}
        <Button onClick={onCancel}>{text.common.cancel}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
