import {
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  makeStyles,
  OverlayDrawer,
  tokens,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useRuns } from '../../api/runs.ts';
import type { Subscription } from '../../api/types.ts';
import { Loading } from '../../parts/loading.tsx';
import { PlainList } from '../../parts/plain-list.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { useFocusBack } from '../../parts/use-focus-back.ts';
import { text } from '../../text/text.ts';
import { RunEntry } from './run-entry.tsx';

const useStyles = makeStyles({
  drawer: { width: 'min(520px, 100vw)' },
  more: { padding: `${tokens.spacingVerticalL} 0` },
});

/** Every run with its reason, newest first. */
export function RunHistory(props: { readonly subscription: Subscription; readonly onClose: () => void }) {
  const { subscription, onClose } = props;
  const styles = useStyles();
  useFocusBack();
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useRuns(
    subscription.id,
  );
  const runs = data?.pages.flatMap(({ value }) => value);
  return (
    <OverlayDrawer
      open
      position="end"
      className={styles.drawer}
      onOpenChange={(_, { open }) => open || onClose()}
    >
      <DrawerHeader>
        <DrawerHeaderTitle
          action={
            <Button
              appearance="subtle"
              icon={<DismissRegular />}
              aria-label={text.common.close}
              onClick={onClose}
            />
          }
        >
          {text.subscriptions.historyTitle(subscription.itemName)}
        </DrawerHeaderTitle>
      </DrawerHeader>
      {/* Runs hold nothing that takes the focus: the keyboard scrolls the list itself. */}
      <DrawerBody tabIndex={0}>
        {isPending && <Loading />}
        {error && <ProblemMessage error={error} onRetry={refetch} />}
        {runs?.length === 0 && text.subscriptions.historyEmpty}
        {runs && runs.length > 0 && (
          <PlainList>
            {runs.map((run) => (
              <RunEntry key={run.key} run={run} subscription={subscription} />
            ))}
          </PlainList>
        )}
        {hasNextPage && (
          <div className={styles.more}>
            <Button disabledFocusable={isFetchingNextPage} onClick={() => fetchNextPage()}>
              {text.subscriptions.more}
            </Button>
          </div>
        )}
      </DrawerBody>
    </OverlayDrawer>
  );
}
