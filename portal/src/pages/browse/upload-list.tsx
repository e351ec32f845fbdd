import { Button } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { PlainList } from '../../parts/plain-list.tsx';
import { Section } from '../../parts/section.tsx';
import { text } from '../../text/text.ts';
import { UploadEntry } from './upload-entry.tsx';
import type { Upload } from './use-uploads.ts';

/** What became of each file; stays until it is hidden, so that nothing refused is missed. */
export function UploadList(props: { readonly uploads: readonly Upload[]; readonly onHide: () => void }) {
  const { uploads, onHide } = props;
  if (uploads.length === 0) return null;
  return (
    <Section
      title={text.browse.uploads}
      aside={
        <Button
          appearance="subtle"
          icon={<DismissRegular />}
          aria-label={text.browse.hideUploads}
          onClick={onHide}
        />
      }
    >
      <PlainList gap="M" isLive>
        {uploads.map((upload) => (
          <UploadEntry key={upload.key} upload={upload} />
        ))}
      </PlainList>
    </Section>
  );
}
