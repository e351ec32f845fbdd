import { Field, Select } from '@fluentui/react-components';
import { useMemo } from 'react';
import { readersTimeZone, timeZones } from '../format/time.ts';

/** Every time zone the browser knows; the system's own list can be typed into. */
export function TimeZoneField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (timeZone: string) => void;
}) {
  const { label, value, onChange } = props;
  const zones = useMemo(() => timeZones(readersTimeZone(), value), [value]);
  return (
    <Field label={label}>
      <Select value={value} onChange={(_, { value: chosen }) => onChange(chosen)}>
        {zones.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll('_', ' ')}
          </option>
        ))}
      </Select>
    </Field>
  );
}
