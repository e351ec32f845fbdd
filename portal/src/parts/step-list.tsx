import { makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled, CircleRegular } from '@fluentui/react-icons';
import type { Step } from '../api/types.ts';
import { PlainList } from './plain-list.tsx';

const useStyles = makeStyles({
  step: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  icon: { display: 'flex', width: '20px', fontSize: '20px', color: tokens.colorNeutralForeground3 },
  done: { color: tokens.colorPaletteGreenForeground1 },
  waiting: { color: tokens.colorNeutralForeground3 },
});

/** Steps of something longer; while it runs, the first one that is not done turns. */
export function StepList(props: {
  readonly steps: readonly Step[];
  readonly names: Readonly<Record<string, string>>;
  readonly isRunning: boolean;
}) {
  const { steps, names, isRunning } = props;
  const styles = useStyles();
  const current = isRunning ? steps.find(({ done }) => !done)?.step : undefined;
  return (
    <PlainList gap="S" isOrdered>
      {steps.map(({ step, done }) => (
        <li
          key={step}
          className={mergeClasses(styles.step, !done && step !== current && styles.waiting)}
          aria-current={step === current ? 'step' : undefined}
        >
          <span className={mergeClasses(styles.icon, done && styles.done)} aria-hidden>
            {iconOf(done, step === current)}
          </span>
          {names[step] ?? step}
        </li>
      ))}
    </PlainList>
  );
}

function iconOf(isDone: boolean, isCurrent: boolean) {
  if (isDone) return <CheckmarkCircleFilled />;
  return isCurrent ? <Spinner size="tiny" /> : <CircleRegular />;
}
