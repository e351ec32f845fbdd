import { type UploadDependencies, uploadItem } from '../../catalog/upload-item.ts';
import type { FoundPassword } from '../../data-sources/take-passwords.ts';
import { DomainError, type ErrorCode } from '../../errors.ts';
import type { UserPrincipal } from '../../identity/principal.ts';
import type { Settings } from '../../settings.ts';
import type { ReportServers } from '../access/report-servers.ts';
import { requireServer } from '../manage/connect-server.ts';
import type { ReportServer } from '../server.ts';
import { EXTENSIONS, readForCopy } from './copied-file.ts';
import {
  type CopiedItem,
  type CopyChoice,
  isCopied,
  type PlanCopyDependencies,
  planCopy,
  targetOf,
} from './plan-copy.ts';

export type CopyDependencies = PlanCopyDependencies &
  UploadDependencies<FoundPassword> & {
    readonly reportServers: ReportServers;
    readonly settings: Pick<Settings, 'maxDefinitionBytes'>;
  };

/** So many in one request, which ends long before the host cuts it off; who asks repeats it for the rest. */
const AT_ONCE = 10;

/** What is wrong with an item, not with the server: the others are copied all the same. */
const OF_ONE_ITEM: readonly ErrorCode[] = [
  ...([
    'NOT_RDL',
    'REPORT_UNREADABLE',
    'DATA_SOURCE_INVALID',
    'ITEM_NAME_INVALID',
    'ALREADY_EXISTS',
  ] as const),
  ...(['NOT_FOUND', 'REPORT_SERVER_FORBIDDEN', 'REPORT_SERVER_ANSWER_INVALID'] as const),
];

/** @throws DomainError as `planCopy` */
export async function showCopyPlan(
  dependencies: CopyDependencies,
  serverId: string,
  choice: CopyChoice,
): Promise<readonly CopiedItem[]> {
  return planCopy(dependencies, await requireServer(dependencies, serverId), choice);
}

/**
 * Copies the next reports, shared data sources, shared datasets and documents of a folder into the own catalog. What is
 * there is left alone: cut off anywhere, it is repeated, and goes on where it stopped.
 * @returns the plan with what became of each; `ready` is left for the next request
 * @throws DomainError as `planCopy`, and failures that may heal by themselves
 */
export async function runCopy(
  dependencies: CopyDependencies,
  administrator: UserPrincipal,
  { serverId, ...choice }: CopyChoice & { readonly serverId: string },
): Promise<readonly CopiedItem[]> {
  const server = await requireServer(dependencies, serverId);
  const copied: CopiedItem[] = [];
  let tried = 0;
  for (const item of await planCopy(dependencies, server, choice)) {
    if (item.outcome !== 'ready' || tried === AT_ONCE) {
      copied.push(item);
      continue;
    }
    tried += 1;
    copied.push(await copyItem(dependencies, administrator, { server, item, choice }));
  }
  return copied;
}

/** A refusal is of this item alone. */
async function copyItem(
  dependencies: CopyDependencies,
  administrator: UserPrincipal,
  options: { readonly server: ReportServer; readonly item: CopiedItem; readonly choice: CopyChoice },
): Promise<CopiedItem> {
  const { server, item, choice } = options;
  const { kind, id: Id, path: Path } = item;
  if (!isCopied(kind)) return item;
  try {
    const { bytes, credentialsOf } = await dependencies.serverAccess.speak(
      server,
      { kind: 'service' },
      ({ rest }) =>
        readForCopy(
          rest,
          { Id, Path },
          {
            kind,
            maxBytes: dependencies.settings.maxDefinitionBytes,
            moved: (path) => targetOf(choice, path),
          },
        ),
    );
    const uploaded = await uploadItem(
      dependencies,
      administrator,
      `${item.target}${EXTENSIONS[kind]}`,
      bytes,
    );
    const notes = [...uploaded.notes, ...credentialsOf.map(enterAgain)];
    return { ...item, outcome: 'moved', note: notes.join(' ') || undefined };
  } catch (error) {
    if (!(error instanceof DomainError) || !OF_ONE_ITEM.includes(error.code)) throw error;
    return { ...item, outcome: 'cannot', why: error.message };
  }
}

function enterAgain(name: string): string {
  return `Enter the credentials of the data source "${name}": the server gives no passwords away.`;
}
