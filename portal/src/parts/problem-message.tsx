import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { toProblem } from '../api/problem.ts';
import { text } from '../text/text.ts';

const useStyles = makeStyles({
  sentence: { overflowWrap: 'anywhere' },
  code: { color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap' },
});

/** What was refused, in the API's words, with its code and what can be done about it. */
export function ProblemMessage(props: {
  readonly error: unknown;
  readonly title?: string;
  readonly onRetry?: () => void;
  readonly children?: ReactNode;
}) {
  const { error, title, onRetry, children } = props;
  const styles = useStyles();
  const { message, code } = toProblem(error);
  return (
    <div role="alert">
      <MessageBar intent="error" layout="multiline" politeness="assertive">
        <MessageBarBody className={styles.sentence}>
          {title !== undefined && <MessageBarTitle>{title}</MessageBarTitle>}
          {message} <span className={styles.code}>{text.problems.code(code)}</span>
        </MessageBarBody>
        {(onRetry || children) && (
          <MessageBarActions>
            {children}
            {onRetry && <Button onClick={onRetry}>{text.common.tryAgain}</Button>}
          </MessageBarActions>
        )}
      </MessageBar>
    </div>
  );
}
