import type { Catalog, CatalogItemKind } from '../../catalog/catalog.ts';
import { nameOfFile, parsePath } from '../../catalog/path.ts';
import { DomainError } from '../../errors.ts';
import type { ServerAccess } from '../access/server-clients.ts';
import type { RestClient } from '../rest/rest-client.ts';
import type { ServerItem } from '../rest/schemas.ts';
import type { ReportServer } from '../server.ts';
import { type CopiedKind, EXTENSIONS } from './copied-file.ts';

export type PlanCopyDependencies = {
  readonly catalog: Pick<Catalog, 'resolve'>;
  readonly serverAccess: ServerAccess;
};

/** Which folder of a server, and under which of the own catalog its folders are made. */
export type CopyChoice = { readonly folder: string; readonly to: string };

/** What becomes of an item: it can be copied, was copied before (or something of its kind is there), or why it cannot be. */
export type CopiedItem = {
  readonly id: string;
  readonly kind: string;
  readonly path: string;
  /** Where it goes in the own catalog, without the ending of a file. */
  readonly target: string;
  readonly outcome: 'ready' | 'moved' | 'cannot';
  readonly why: string | undefined;
  /** What is left to a person to do. */
  readonly note: string | undefined;
};

const MOST_FOLDERS = 2000;
const KINDS: Readonly<Record<CopiedKind, CatalogItemKind>> = {
  Report: 'report',
  DataSource: 'data-source',
  DataSet: 'dataset',
  Resource: 'document',
};
const NOT_HERE: Readonly<Record<string, string>> = {
  LinkedReport: 'It is a linked report: copy the report that it leads to, and pin that with its parameters.',
  PowerBIReport: 'It is a Power BI report: publish it to Power BI itself.',
  MobileReport: 'Mobile reports have no items that could be pinned.',
  Kpi: 'KPIs have no items that could be pinned.',
  ExcelWorkbook: 'Workbooks have no items that could be pinned.',
  Component: 'Report parts are in the reports that use them.',
};

/**
 * What a copy would do, without doing any of it: data sources first, for what refers to them. What is there already is
 * left alone, so that a copy can be repeated.
 * @throws DomainError NOT_FOUND, REPORT_SERVER_…, ITEM_NAME_INVALID (`to`)
 */
export async function planCopy(
  { catalog, serverAccess }: PlanCopyDependencies,
  server: ReportServer,
  choice: CopyChoice,
): Promise<readonly CopiedItem[]> {
  parsePath(choice.to);
  const items = await serverAccess.speak(server, { kind: 'service' }, ({ rest }) =>
    everythingBelow(rest, choice.folder),
  );
  const planned: CopiedItem[] = [];
  for (const item of items) planned.push(await planItem(catalog, item, choice));
  return planned.sort((a, b) => rank(a) - rank(b) || a.path.localeCompare(b.path, 'en'));
}

/** Breadth first. */
async function everythingBelow(rest: RestClient, folder: string): Promise<readonly ServerItem[]> {
  const folders = [folder];
  const found: ServerItem[] = [];
  for (const path of folders) {
    const items = await rest.folderItems(path);
    found.push(...items.filter(({ Type }) => Type !== 'Folder'));
    folders.push(...items.filter(({ Type }) => Type === 'Folder').map(({ Path }) => Path));
    if (folders.length > MOST_FOLDERS)
      throw new DomainError('BAD_REQUEST', {
        detail: `There are more than ${MOST_FOLDERS} folders below ${folder}: copy a part of them.`,
      });
  }
  return found;
}

async function planItem(
  catalog: PlanCopyDependencies['catalog'],
  { Id: id, Type: kind, Path: path }: ServerItem,
  choice: CopyChoice,
): Promise<CopiedItem> {
  const target = targetOf(choice, path);
  const common = { id, kind, path, target, note: undefined };
  if (!isCopied(kind)) return { ...common, outcome: 'cannot', why: NOT_HERE[kind] ?? `Its kind is ${kind}.` };
  try {
    const names = parsePath(target);
    const { extension } = nameOfFile(names.at(-1) ?? '');
    if (kind === 'Resource' && extension === undefined)
      return { ...common, outcome: 'cannot', why: 'Its name has no ending that says what it is.' };
    const present = await catalog.resolve(names);
    if (!present) return { ...common, outcome: 'ready', why: undefined };
    if (present.kind === KINDS[kind]) return { ...common, outcome: 'moved', why: undefined };
    return { ...common, outcome: 'cannot', why: `There is a ${present.kind} of this name already.` };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'ITEM_NAME_INVALID') throw error;
    return { ...common, outcome: 'cannot', why: error.message };
  }
}

/** `/Sales/Overview` below `/Old server` is `/Old server/Sales/Overview`. */
export function targetOf({ to }: CopyChoice, path: string): string {
  return `${to.replace(/\/+$/, '')}${path}`;
}

export function isCopied(kind: string): kind is CopiedKind {
  return Object.hasOwn(EXTENSIONS, kind);
}

function rank({ kind }: CopiedItem): number {
  const at = ['DataSource', 'DataSet', 'Resource', 'Report'].indexOf(kind);
  return at < 0 ? 4 : at;
}
