import { Combobox, Field, makeStyles, Option, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { usePeople } from '../../api/overview.ts';
import type { Owner } from '../../api/types.ts';
import { isGuid } from '../../parts/guid.ts';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { useSettled } from '../../parts/use-settled.ts';
import { text } from '../../text/text.ts';
import { ownerName } from './owner-name.ts';

const TYPING_MS = 250;

const useStyles = makeStyles({
  person: { display: 'flex', flexDirection: 'column', overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** Chooses one of the people who have signed in to Power BI here, by name; whoever knows the object id may give that. */
export function PersonField(props: {
  /** Object id of somebody who is not to be chosen. */
  readonly without: string;
  readonly isMissing: boolean;
  readonly onChoose: (person: Owner | undefined) => void;
}) {
  const { without, isMissing, onChoose } = props;
  const styles = useStyles();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<string>();
  const words = useSettled(chosen === undefined ? typed.trim() : '', TYPING_MS);
  const { data, error, isPending, refetch } = usePeople(words);
  const people = (data?.value ?? []).filter(({ oid }) => oid !== without);
  const choose = (person: Owner | undefined) => {
    setChosen(person?.oid);
    onChoose(person);
  };
  return (
    <>
      <Field
        label={text.overview.newOwner}
        hint={text.overview.newOwnerHint}
        required
        {...(isMissing && { validationMessage: text.overview.newOwnerMissing })}
      >
        <Combobox
          freeform
          inlinePopup
          autoComplete="off"
          value={typed}
          selectedOptions={chosen === undefined ? [] : [chosen]}
          onChange={({ currentTarget: { value } }) => {
            setTyped(value);
            choose(isGuid(value.trim()) ? { oid: value.trim() } : undefined);
          }}
          onOptionSelect={(_, { optionValue }) => {
            const person = people.find(({ oid }) => oid === optionValue);
            if (!person) return;
            setTyped(ownerName(person));
            choose(person);
          }}
        >
          {people.map((person) => (
            <Option key={person.oid} value={person.oid} text={ownerName(person)}>
              <span className={styles.person}>
                {ownerName(person)}
                {person.powerBi !== 'valid' && (
                  <span className={styles.quiet}>{text.overview.cannotRefresh}</span>
                )}
              </span>
            </Option>
          ))}
          {people.length === 0 && (
            <Option key="none" value="" text={words} disabled>
              {isPending ? text.common.loading : text.overview.nobodyFound}
            </Option>
          )}
          {data && !data.complete && (
            <Option key="more" value="" text={words} disabled>
              {text.overview.morePeople}
            </Option>
          )}
        </Combobox>
      </Field>
      {error && <ProblemMessage error={error} onRetry={refetch} />}
    </>
  );
}
