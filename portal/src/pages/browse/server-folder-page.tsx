import { ServerRegular } from '@fluentui/react-icons';
import { useParams } from 'react-router';
import { useFolder } from '../../api/catalog.ts';
import { useReportServers } from '../../api/report-servers.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { asksForAccount } from '../../servers/asks-for-account.ts';
import { LinkAccount } from '../../servers/link-account.tsx';
import { text } from '../../text/text.ts';
import { CatalogSearch } from './catalog-search.tsx';
import { namesOf } from './folder-address.ts';
import { FolderContent } from './folder-content.tsx';
import { FolderPath } from './folder-path.tsx';
import { FoundItems } from './found-items.tsx';
import { useWords } from './use-words.ts';

/** A folder of a report server, as one's own account there sees it; asks for the account where there is none yet. */
export function ServerFolderPage() {
  const { serverId = '', '*': splat = '' } = useParams();
  const names = namesOf(splat);
  const place = { source: serverId, folder: `/${names.join('/')}` };
  const list = useReportServers();
  const server = list.data?.value.find(({ id }) => id === serverId);
  const [words, setWords] = useWords();
  const isLinked = server?.link !== undefined;
  const content = useFolder(place, { enabled: isLinked });
  const title = words === '' ? (names.at(-1) ?? server?.name ?? text.servers.one) : text.browse.searchTitle;
  if (list.isPending) return <Loading />;
  return (
    <Page
      title={title}
      above={<FolderPath source={serverId} names={names} isOpen={words === ''} />}
      actions={isLinked && <CatalogSearch words={words} onWords={setWords} />}
    >
      {body()}
    </Page>
  );

  function body() {
    if (list.error) return <ProblemMessage error={list.error} onRetry={list.refetch} />;
    if (!server)
      return (
        <EmptyState icon={<ServerRegular />} title={text.servers.missingTitle} body={text.servers.missing}>
          <LinkButton to="/">{text.problems.toReports}</LinkButton>
        </EmptyState>
      );
    if (!server.link) return <LinkAccount server={server} />;
    if (asksForAccount(content.error)) return <LinkAccount server={server} error={content.error} />;
    if (words !== '') return <FoundItems source={serverId} words={words} canDelete={false} />;
    return <FolderContent place={place} content={content} isNew={false} isPublisher={false} />;
  }
}
