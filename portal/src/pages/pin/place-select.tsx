import { Field, Select } from '@fluentui/react-components';

/** One of what Power BI listed; nothing is chosen for anybody, and what is gone is not chosen any more. */
export function PlaceSelect(props: {
  readonly label: string;
  readonly placeholder: string;
  readonly places: readonly { readonly id: string; readonly name: string }[];
  readonly value: string;
  readonly isMissing: boolean;
  readonly onChange: (id: string) => void;
}) {
  const { label, placeholder, places, value, isMissing, onChange } = props;
  const isThere = places.some(({ id }) => id === value);
  return (
    <Field label={label} required {...(isMissing && { validationMessage: placeholder })}>
      <Select value={isThere ? value : ''} onChange={(_, { value: chosen }) => onChange(chosen)}>
        <option value="" disabled hidden>
          {placeholder}
        </option>
        {places.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
