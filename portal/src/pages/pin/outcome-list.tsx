import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled, ErrorCircleFilled } from '@fluentui/react-icons';
import { PlainList } from '../../parts/plain-list.tsx';
import { StepList } from '../../parts/step-list.tsx';
import { text } from '../../text/text.ts';
import { hasFailed, isOver, type Outcome, problemOf } from './use-pinning.ts';

const useStyles = makeStyles({
  entry: { display: 'flex', gap: tokens.spacingHorizontalS },
  icon: { display: 'flex', width: '20px', fontSize: '20px', flexShrink: 0 },
  done: { color: tokens.colorPaletteGreenForeground1 },
  failed: { color: tokens.colorPaletteRedForeground1 },
  body: { minWidth: 0, overflowWrap: 'anywhere' },
  code: { color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap' },
});

/** Of one item its steps; of several how each is getting on. */
export function OutcomeList({ outcomes }: { readonly outcomes: readonly Outcome[] }) {
  const styles = useStyles();
  const [only] = outcomes;
  if (only && outcomes.length === 1) {
    const { pin } = only;
    if (!pin) return null;
    return <StepList steps={pin.steps} names={text.pin.steps} isRunning={pin.state === 'pending'} />;
  }
  return (
    <PlainList gap="S">
      {outcomes.map((outcome) => {
        const problem = problemOf(outcome);
        return (
          <li key={outcome.itemName} className={styles.entry}>
            <span className={styles.icon} aria-hidden>
              {!isOver(outcome) && <Spinner size="tiny" />}
              {isOver(outcome) && !hasFailed(outcome) && <CheckmarkCircleFilled className={styles.done} />}
              {hasFailed(outcome) && <ErrorCircleFilled className={styles.failed} />}
            </span>
            <div className={styles.body}>
              {text.pin.itemIs(outcome.itemName, stateOf(outcome))}
              {problem && (
                <div>
                  {problem.message} <span className={styles.code}>{text.problems.code(problem.code)}</span>
                </div>
              )}
            </div>
          </li>
        );
      })}
    </PlainList>
  );
}

function stateOf({ pin }: Outcome): string {
  return text.pin.states[pin?.state ?? 'failed'];
}
