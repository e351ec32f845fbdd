import { Dropdown, type FieldControlProps, makeStyles, Option } from '@fluentui/react-components';
import type { ParameterChoice } from '../../api/types.ts';
import { text } from '../../text/text.ts';

const ALL = '*';

const useStyles = makeStyles({
  // Its own smallest width is wider than a column of the form may be.
  dropdown: { minWidth: 0 },
  list: { maxHeight: '320px' },
});

/** Several of the valid values, or all of them at once. */
export function ChoiceList(props: {
  readonly field: FieldControlProps;
  readonly choices: readonly ParameterChoice[];
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}) {
  const { field, choices, values, onChange } = props;
  const styles = useStyles();
  const all = choices.flatMap(({ value }) => (value === null ? [] : [value]));
  const hasAll = all.length > 0 && all.every((value) => values.includes(value));
  const labels = choices.filter(({ value }) => value !== null && values.includes(value));
  return (
    <Dropdown
      {...field}
      className={styles.dropdown}
      listbox={{ className: styles.list }}
      multiselect
      inlinePopup
      placeholder={text.report.parameters.choose}
      value={hasAll ? text.report.parameters.all : labels.map(({ label }) => label).join(', ')}
      selectedOptions={[...(hasAll ? [ALL] : []), ...values]}
      onOptionSelect={(_, { optionValue, selectedOptions }) => {
        if (optionValue === ALL) onChange(hasAll ? [] : all);
        else onChange(all.filter((value) => selectedOptions.includes(value)));
      }}
    >
      <Option value={ALL}>{text.report.parameters.all}</Option>
      {choices.map(({ value, label }) =>
        value === null ? null : (
          <Option key={value} value={value} text={label}>
            {label || text.report.parameters.blank}
          </Option>
        ),
      )}
    </Dropdown>
  );
}
