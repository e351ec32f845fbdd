import { Button } from '@fluentui/react-components';
import { ArrowUploadRegular } from '@fluentui/react-icons';
import { useRef } from 'react';
import { text } from '../../text/text.ts';

/** Opens the system's choice of files. */
export function UploadButton({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button appearance="primary" icon={<ArrowUploadRegular />} onClick={() => input.current?.click()}>
        {text.browse.upload}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept=".rdl,.rds,.rsd,.xml,.csv,.json,.png,.jpg,.jpeg,.gif,.bmp"
        aria-label={text.browse.upload}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // The same file can be chosen again after it was put right.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
