import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { DeleteRegular, MoreHorizontalRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useDeleteItem } from '../../api/catalog.ts';
import type { CatalogItem } from '../../api/types.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { text } from '../../text/text.ts';

/** What a publisher can do with an item of the catalog. */
export function ItemActions({ item: { kind, name, path } }: { readonly item: CatalogItem }) {
  const [isAsking, setAsking] = useState(false);
  const { mutate, isPending, error, reset } = useDeleteItem();
  const close = () => {
    setAsking(false);
    reset();
  };
  return (
    <>
      <Menu inline>
        <MenuTrigger disableButtonEnhancement>
          <Button
            appearance="subtle"
            icon={<MoreHorizontalRegular />}
            aria-label={text.browse.actionsOf(name)}
          />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem icon={<DeleteRegular />} onClick={() => setAsking(true)}>
              {text.common.delete}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {isAsking && (
        <ConfirmDialog
          title={text.browse.deleteTitle(name)}
          consequences={[consequenceOf(kind)]}
          action={text.common.delete}
          isPending={isPending}
          error={error}
          onConfirm={() => mutate(path, { onSuccess: close })}
          onClose={close}
        />
      )}
    </>
  );
}

function consequenceOf(kind: CatalogItem['kind']): string {
  if (kind === 'folder') return text.browse.deleteFolder;
  return kind === 'report' ? text.browse.deleteReport : text.browse.deleteOther;
}
