import { Button, Field, Input } from '@fluentui/react-components';
import { FolderAddRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { text } from '../../text/text.ts';
import { folderAddress } from './folder-address.ts';

/** Leads into a folder that does not exist yet: the first file uploaded there makes it. */
export function NewFolderButton({ folder }: { readonly folder: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={<FolderAddRegular />} onClick={() => setOpen(true)}>
        {text.browse.newFolder}
      </Button>
      {isOpen && <NewFolderDialog folder={folder} onClose={() => setOpen(false)} />}
    </>
  );
}

function NewFolderDialog({ folder, onClose }: { readonly folder: string; readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [wasSent, setSent] = useState(false);
  const navigate = useNavigate();
  const wanted = name.trim();
  const enter = () => {
    setSent(true);
    if (wanted === '') return;
    onClose();
    void navigate(`${folderAddress({ source: undefined, folder: `${folder}/${wanted}` })}?new`);
  };
  return (
    <FormDialog title={text.browse.newFolder} action={text.browse.create} onSubmit={enter} onClose={onClose}>
      <Field
        label={text.browse.folderName}
        hint={text.browse.newHint}
        required
        {...(wasSent && wanted === '' && { validationMessage: text.sharedSchedules.nameNeeded })}
      >
        <Input value={name} maxLength={260} onChange={(_, { value }) => setName(value)} />
      </Field>
    </FormDialog>
  );
}
