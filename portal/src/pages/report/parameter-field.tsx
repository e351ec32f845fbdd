import { Checkbox, Field, makeStyles, tokens } from '@fluentui/react-components';
import type { ParameterPrompt, ParameterValue } from '../../api/types.ts';
import { text } from '../../text/text.ts';
import { ParameterControl } from './parameter-control.tsx';

const useStyles = makeStyles({
  field: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  none: { marginLeft: `calc(-1 * ${tokens.spacingHorizontalS})` },
});

/** One parameter with its prompt, what it may be, and why its value is refused. */
export function ParameterField(props: {
  readonly prompt: ParameterPrompt;
  readonly others: readonly ParameterPrompt[];
  readonly entered: ParameterValue | undefined;
  readonly isMissing: boolean;
  readonly onEnter: (value: ParameterValue) => void;
}) {
  const { prompt, others, entered, isMissing, onEnter } = props;
  const styles = useStyles();
  const value = entered === undefined ? ownValue(prompt) : entered;
  const message = isMissing ? text.report.parameters.required : prompt.problem;
  const hint = hintOf(prompt, others);
  const canBeNull =
    prompt.nullable && prompt.waitsFor.length === 0 && !prompt.multiValue && prompt.choices === undefined;
  return (
    <div className={styles.field}>
      <Field
        label={prompt.prompt}
        required={isRequired(prompt)}
        {...(hint !== undefined && { hint })}
        {...(message !== undefined && { validationMessage: message })}
      >
        {(field) => <ParameterControl field={field} prompt={prompt} value={value} onChange={onEnter} />}
      </Field>
      {canBeNull && (
        <Checkbox
          className={styles.none}
          label={text.report.parameters.none}
          aria-label={text.report.parameters.noneOf(prompt.prompt)}
          checked={value === null}
          onChange={(_, { checked }) => onEnter(checked === true ? null : '')}
        />
      )}
    </div>
  );
}

/** What stands in the field before anything is entered. */
function ownValue({ values, multiValue }: ParameterPrompt): ParameterValue {
  if (multiValue) return values.filter((one) => one !== null);
  return values.length === 0 ? '' : (values[0] ?? null);
}

function isRequired({ values, given, nullable, allowBlank }: ParameterPrompt): boolean {
  return !nullable && !allowBlank && (values.length === 0 || given);
}

function hintOf(prompt: ParameterPrompt, others: readonly ParameterPrompt[]): string | undefined {
  const { waitsFor, multiValue, choices } = prompt;
  if (waitsFor.length > 0) {
    const names = waitsFor.map((name) => others.find((other) => other.name === name)?.prompt ?? name);
    return text.report.parameters.waitsFor(names.join(', '));
  }
  return multiValue && choices === undefined ? text.report.parameters.multi : undefined;
}
