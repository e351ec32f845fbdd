import { useState } from 'react';
import type { Owner } from '../../api/types.ts';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { text } from '../../text/text.ts';
import { PersonField } from './person-field.tsx';

/** S14: asks who takes over. */
export function GiveToDialog(props: {
  readonly title: string;
  /** Object id of who has it now. */
  readonly from: string;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onGive: (oid: string) => void;
  readonly onClose: () => void;
}) {
  const { title, from, isPending, error, onGive, onClose } = props;
  const [person, setPerson] = useState<Owner>();
  const [wasSent, setSent] = useState(false);
  const give = () => {
    setSent(true);
    if (person && !isPending) onGive(person.oid);
  };
  return (
    <FormDialog
      title={title}
      action={text.overview.give}
      isPending={isPending}
      error={error}
      onSubmit={give}
      onClose={onClose}
    >
      <div>{text.overview.giveExplain}</div>
      <PersonField without={from} isMissing={wasSent && !person} onChoose={setPerson} />
    </FormDialog>
  );
}
