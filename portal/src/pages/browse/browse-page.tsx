import { useParams, useSearchParams } from 'react-router';
import { useFolder } from '../../api/catalog.ts';
import { useMe } from '../../api/me.ts';
import { Page } from '../../parts/page.tsx';
import { text } from '../../text/text.ts';
import { CatalogSearch } from './catalog-search.tsx';
import { DropVeil } from './drop-veil.tsx';
import { namesOf } from './folder-address.ts';
import { FolderContent } from './folder-content.tsx';
import { FolderPath } from './folder-path.tsx';
import { FoundItems } from './found-items.tsx';
import { NewFolderButton } from './new-folder-button.tsx';
import { ReportServerList } from './report-server-list.tsx';
import { UploadButton } from './upload-button.tsx';
import { UploadList } from './upload-list.tsx';
import { useFileDrop } from './use-file-drop.ts';
import { useUploads } from './use-uploads.ts';
import { useWords } from './use-words.ts';

/** The own catalog. Publishers upload here, by button or by dropping files anywhere on the page. */
export function BrowsePage() {
  const { '*': splat = '' } = useParams();
  const [query] = useSearchParams();
  const { data: me } = useMe();
  const names = namesOf(splat);
  const folder = `/${names.join('/')}`;
  const content = useFolder({ source: undefined, folder });
  const uploads = useUploads(folder);
  const [words, setWords] = useWords();
  const isPublisher = me?.user?.publisher ?? false;
  const isDropping = useFileDrop(isPublisher, uploads.add);
  return (
    <Page
      title={words === '' ? (names.at(-1) ?? text.browse.title) : text.browse.searchTitle}
      above={(names.length > 0 || words !== '') && <FolderPath names={names} isOpen={words === ''} />}
      actions={
        <>
          <CatalogSearch words={words} onWords={setWords} />
          {isPublisher && (
            <>
              <NewFolderButton folder={folder} />
              <UploadButton onFiles={uploads.add} />
            </>
          )}
        </>
      }
    >
      {isDropping && <DropVeil />}
      <UploadList uploads={uploads.list} onHide={uploads.hide} />
      {words === '' ? (
        <>
          <FolderContent
            place={{ source: undefined, folder }}
            content={content}
            isNew={query.has('new')}
            isPublisher={isPublisher}
          />
          {names.length === 0 && <ReportServerList />}
        </>
      ) : (
        <FoundItems source={undefined} words={words} canDelete={isPublisher} />
      )}
    </Page>
  );
}
