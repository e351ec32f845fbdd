import { Field, Select } from '@fluentui/react-components';

/** One of a few, each with its name. */
export function SelectField<T extends string>(props: {
  readonly label: string;
  readonly options: readonly T[];
  readonly names: Readonly<Record<T, string>>;
  readonly value: T;
  readonly onChange: (value: T) => void;
}) {
  const { label, options, names, value, onChange } = props;
  return (
    <Field label={label}>
      <Select
        value={value}
        onChange={(_, { value: wanted }) => {
          const chosen = options.find((option) => option === wanted);
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {names[option]}
          </option>
        ))}
      </Select>
    </Field>
  );
}
