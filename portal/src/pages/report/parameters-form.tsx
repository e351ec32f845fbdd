import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import type { ParameterValues } from '../../api/types.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { Section } from '../../parts/section.tsx';
import { text } from '../../text/text.ts';
import { missingParameters, type ParameterDraft } from './parameter-draft.ts';
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
  send: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
});

/** The visible parameters; viewing puts them into the address, where a link can hold them. */
export function ParametersForm(props: {
  readonly draft: ParameterDraft;
  readonly isMissing: boolean;
  readonly onView: (values: ParameterValues) => void;
}) {
  const { draft, isMissing, onView } = props;
  const { prompts, error, retry, isReloading, given } = draft;
  const styles = useStyles();
  const [wasSent, setSent] = useState(false);
  if (!prompts)
    return (
      <Section title={text.report.parameters.title}>
        {error ? <ProblemMessage error={error} onRetry={retry} /> : <Loading />}
      </Section>
    );
  const lacking = missingParameters(prompts, given);
  const view = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    if (lacking.length === 0 && !isReloading) onView(given);
  };
  return (
    <Section title={text.report.parameters.title}>
      <form className={styles.form} onSubmit={view} noValidate>
        {isMissing && <div>{text.report.parameters.missing}</div>}
        <div className={styles.fields}>
          {prompts
            .filter(({ hidden }) => !hidden)
            .map((prompt) => (
              <ParameterField
                key={prompt.name}
                prompt={prompt}
                others={prompts}
                entered={draft.entered(prompt.name)}
                isMissing={wasSent && lacking.includes(prompt.name)}
                onEnter={(value) => draft.enter(prompt.name, value)}
              />
            ))}
        </div>
        <div className={styles.send}>
          <Button type="submit" disabledFocusable={isReloading}>
            {text.report.parameters.view}
          </Button>
          <span role="status">
            {isReloading && (
              <Spinner size="tiny" label={text.report.parameters.reloading} labelPosition="after" />
            )}
          </span>
        </div>
      </form>
    </Section>
  );
}
