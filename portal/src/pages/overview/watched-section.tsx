import { Button, makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useWatched } from '../../api/overview.ts';
import type { WatchedState } from '../../api/types.ts';
import { Loading } from '../../parts/loading.tsx';
import { PlainList } from '../../parts/plain-list.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { Section } from '../../parts/section.tsx';
import { text } from '../../text/text.ts';
import { WatchedEntry } from './watched-entry.tsx';

const STATES: readonly WatchedState[] = ['failing', 'paused', 'retired'];

const useStyles = makeStyles({
  tabs: { marginLeft: `calc(-1 * ${tokens.spacingHorizontalM})`, flexWrap: 'wrap' },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** Everybody's subscriptions that ask for a look, with their owners and reasons. */
export function WatchedSection() {
  const styles = useStyles();
  const [state, setState] = useState<WatchedState>('failing');
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useWatched(state);
  const found = data?.pages.flatMap(({ value }) => value);
  return (
    <Section title={text.overview.watchedTitle}>
      <TabList
        className={styles.tabs}
        selectedValue={state}
        onTabSelect={(_, { value }) => {
          const chosen = STATES.find((one) => one === value);
          if (chosen) setState(chosen);
        }}
      >
        {STATES.map((one) => (
          <Tab key={one} value={one}>
            {text.overview.counts[one]}
          </Tab>
        ))}
      </TabList>
      {isPending && <Loading />}
      {error && <ProblemMessage error={error} onRetry={refetch} />}
      {found?.length === 0 && !hasNextPage && (
        <div className={styles.quiet}>{text.overview.noneWatched[state]}</div>
      )}
      {found && found.length > 0 && (
        <PlainList>
          {found.map((subscription) => (
            <WatchedEntry key={subscription.id} subscription={subscription} />
          ))}
        </PlainList>
      )}
      {hasNextPage && (
        <div>
          <Button disabledFocusable={isFetchingNextPage} onClick={() => fetchNextPage()}>
            {text.overview.more}
          </Button>
        </div>
      )}
    </Section>
  );
}
