import { Button, MessageBar, MessageBarBody, makeStyles, Spinner } from '@fluentui/react-components';
import { PlugConnectedRegular } from '@fluentui/react-icons';
import { useTestConnection } from '../../api/data-sources.ts';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { text } from '../../text/text.ts';

const useStyles = makeStyles({
  outcome: { flexBasis: '100%', minWidth: 0, order: 1, ':empty': { display: 'none' } },
});

/** Connects as a refresh would, with what was entered where that is whole, else with what is stored. */
export function TestConnection(props: {
  readonly sourceId: string;
  readonly entered: { readonly user: string; readonly password: string } | undefined;
}) {
  const { sourceId, entered } = props;
  const styles = useStyles();
  const { mutate, isPending, data, error } = useTestConnection(sourceId);
  return (
    <>
      <Button
        icon={isPending ? <Spinner size="tiny" /> : <PlugConnectedRegular />}
        disabledFocusable={isPending}
        onClick={() => mutate(entered)}
      >
        {isPending ? text.dataSources.testing : text.dataSources.test}
      </Button>
      <div className={styles.outcome} role="status">
        {data && (
          <MessageBar intent="success" layout="multiline">
            <MessageBarBody>{text.dataSources.answered(data.server, data.milliseconds)}</MessageBarBody>
          </MessageBar>
        )}
      </div>
      {error && (
        <div className={styles.outcome}>
          <ProblemMessage error={error} title={text.dataSources.testFailed} />
        </div>
      )}
    </>
  );
}
