import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import type { ActingAs } from '../../api/types.ts';
import { text } from '../../text/text.ts';

const CHOICES: readonly ActingAs[] = ['me', 'service'];

/** In whose name an administrator pins: their own, or that of the installation, where nobody has to sign in. */
export function AsField({
  value,
  onChange,
}: {
  readonly value: ActingAs;
  readonly onChange: (as: ActingAs) => void;
}) {
  return (
    <Field label={text.pin.as} {...(value === 'service' && { hint: text.pin.asServiceHint })}>
      <RadioGroup
        layout="horizontal"
        value={value}
        onChange={(_, { value: wanted }) => {
          const chosen = CHOICES.find((one) => one === wanted);
          if (chosen) onChange(chosen);
        }}
      >
        {CHOICES.map((one) => (
          <Radio key={one} value={one} label={text.pin.asChoices[one]} />
        ))}
      </RadioGroup>
    </Field>
  );
}
