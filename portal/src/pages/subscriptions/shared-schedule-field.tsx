import { Field, Select } from '@fluentui/react-components';
import { useSharedSchedules } from '../../api/shared-schedules.ts';
import { text } from '../../text/text.ts';

/** A shared schedule to follow, or the subscription's own (empty); nothing where none is shared. */
export function SharedScheduleField(props: {
  readonly value: string;
  readonly onChange: (id: string) => void;
}) {
  const { value, onChange } = props;
  const { data } = useSharedSchedules();
  const offered = data?.value.filter(({ id, state }) => state !== 'leaving' || id === value) ?? [];
  if (offered.length === 0) return null;
  const chosen = offered.find(({ id }) => id === value);
  return (
    <Field label={text.sharedSchedules.which} {...(chosen && { hint: chosen.scheduleText })}>
      <Select value={value} onChange={(_, { value: id }) => onChange(id)}>
        <option value="">{text.sharedSchedules.own}</option>
        {offered.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
