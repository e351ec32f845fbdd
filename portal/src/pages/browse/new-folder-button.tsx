import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
  Field,
  Input,
} from '@fluentui/react-components';
import { FolderAddRegular } from '@fluentui/react-icons';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { text } from '../../text/text.ts';
import { folderAddress } from './folder-address.ts';

/** Leads into a folder that does not exist yet: the first file uploaded there makes it. */
export function NewFolderButton({ folder }: { readonly folder: string }) {
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const navigate = useNavigate();
  const enter = (event: FormEvent) => {
    event.preventDefault();
    const wanted = name.trim();
    if (wanted === '') return;
    setOpen(false);
    setName('');
    void navigate(`${folderAddress({ source: undefined, folder: `${folder}/${wanted}` })}?new`);
  };
  return (
    <Dialog open={isOpen} onOpenChange={(_, { open }) => setOpen(open)}>
      <DialogTrigger disableButtonEnhancement>
        <Button icon={<FolderAddRegular />}>{text.browse.newFolder}</Button>
      </DialogTrigger>
      <DialogSurface>
        <form onSubmit={enter}>
          <DialogBody>
            <DialogTitle>{text.browse.newFolder}</DialogTitle>
            <DialogContent>
              <Field label={text.browse.folderName} hint={text.browse.newHint} required>
                <Input value={name} maxLength={260} onChange={(_, { value }) => setName(value)} />
              </Field>
            </DialogContent>
            <DialogActions>
              <Button onClick={() => setOpen(false)}>{text.common.cancel}</Button>
              <Button type="submit" appearance="primary">
                {text.browse.create}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
