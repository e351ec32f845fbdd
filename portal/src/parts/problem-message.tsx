import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { isPassing, toProblem } from '../api/problem.ts';
import { text } from '../text/text.ts';
import { AddressButton } from './link-button.tsx';
import { remedyOf } from './remedy.ts';

const useStyles = makeStyles({
  sentence: { overflowWrap: 'anywhere' },
  code: { color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap' },
});

/**
 * What was refused, in the API's words, with its code. What may pass by itself offers another try; what a sign-in
 * heals, the way there and back to `returnTo`.
 */
export function ProblemMessage(props: {
  readonly error: unknown;
  readonly title?: string;
  readonly returnTo?: string;
  readonly onRetry?: () => void;
}) {
  const { error, title, returnTo, onRetry } = props;
  const styles = useStyles();
  const problem = toProblem(error);
  const { message, code } = problem;
  const retry = isPassing(problem) ? onRetry : undefined;
  const remedy = returnTo === undefined ? undefined : remedyOf(code, returnTo);
  return (
    <div role="alert">
      <MessageBar intent="error" politeness="assertive">
        <MessageBarBody className={styles.sentence}>
          {title !== undefined && <MessageBarTitle>{title}</MessageBarTitle>}
          {message} <span className={styles.code}>{text.problems.code(code)}</span>
        </MessageBarBody>
        {(retry || remedy) && (
          <MessageBarActions>
            {remedy && <AddressButton href={remedy.href}>{remedy.label}</AddressButton>}
            {retry && <Button onClick={retry}>{text.common.tryAgain}</Button>}
          </MessageBarActions>
        )}
      </MessageBar>
    </div>
  );
}
