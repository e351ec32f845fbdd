import { useParams, useSearchParams } from 'react-router';
import { useFolder } from '../../api/catalog.ts';
import { useMe } from '../../api/me.ts';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { text } from '../../text/text.ts';
import { DropVeil } from './drop-veil.tsx';
import { FolderContent } from './folder-content.tsx';
import { FolderPath } from './folder-path.tsx';
import { NewFolderButton } from './new-folder-button.tsx';
import { UploadButton } from './upload-button.tsx';
import { UploadList } from './upload-list.tsx';
import { useFileDrop } from './use-file-drop.ts';
import { useUploads } from './use-uploads.ts';

/** Folders and reports; publishers upload here, by button or by dropping files anywhere on the page. */
export function BrowsePage() {
  const { '*': splat = '' } = useParams();
  const [query] = useSearchParams();
  const { data: me } = useMe();
  const names = splat.split('/').filter((name) => name !== '');
  const folder = `/${names.join('/')}`;
  const { data, error, isPending, refetch } = useFolder(folder);
  const uploads = useUploads(folder);
  const isPublisher = me?.user?.publisher ?? false;
  const isDropping = useFileDrop(isPublisher, uploads.add);
  return (
    <Page
      title={names.at(-1) ?? text.browse.title}
      above={names.length > 0 && <FolderPath names={names} />}
      actions={
        isPublisher && (
          <>
            <NewFolderButton folder={folder} />
            <UploadButton onFiles={uploads.add} />
          </>
        )
      }
    >
      {isDropping && <DropVeil />}
      <UploadList uploads={uploads.list} onHide={uploads.hide} />
      {isPending ? (
        <Loading />
      ) : (
        <FolderContent
          folder={folder}
          items={data?.value}
          error={error}
          isNew={query.has('new')}
          isPublisher={isPublisher}
          onRetry={refetch}
        />
      )}
    </Page>
  );
}
