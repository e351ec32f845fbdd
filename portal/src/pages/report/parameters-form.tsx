import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import type { ParameterValues, ReportParameter } from '../../api/types.ts';
import { Section } from '../../parts/section.tsx';
import { text } from '../../text/text.ts';
import { ParameterField } from './parameter-field.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, alignItems: 'flex-start' },
  fields: {
    width: '100%',
    display: 'grid',
    alignItems: 'start',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(240px, 100%), 1fr))',
    gap: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXL}`,
  },
});

/** The visible parameters; viewing puts them into the address, where a link can hold them. */
export function ParametersForm(props: {
  readonly parameters: readonly ReportParameter[];
  readonly values: ParameterValues;
  readonly missing: readonly string[];
  readonly onView: (values: ParameterValues) => void;
}) {
  const { parameters, values, missing, onView } = props;
  const styles = useStyles();
  const [draft, setDraft] = useState(values);
  const [wasSent, setSent] = useState(false);
  const given = withoutEmpty(draft);
  const lacking = parameters.filter(({ name, required }) => required && given[name] === undefined);
  const view = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    if (lacking.length === 0) onView(given);
  };
  return (
    <Section title={text.report.parameters.title}>
      <form className={styles.form} onSubmit={view} noValidate>
        {missing.length > 0 && <div>{text.report.parameters.missing}</div>}
        <div className={styles.fields}>
          {parameters.map((parameter) => (
            <ParameterField
              key={parameter.name}
              parameter={parameter}
              value={draft[parameter.name] ?? ''}
              isMissing={wasSent && lacking.includes(parameter)}
              onChange={(value) => setDraft((present) => ({ ...present, [parameter.name]: value }))}
            />
          ))}
        </div>
        <Button type="submit">{text.report.parameters.view}</Button>
      </form>
    </Section>
  );
}

/** What was left empty is not given: the report's own value stands. */
function withoutEmpty(draft: ParameterValues): ParameterValues {
  const entries = Object.entries(draft).map(([name, value]) => {
    if (typeof value === 'string') return [name, value] as const;
    return [name, value.filter((line) => line !== '')] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value.length > 0));
}
