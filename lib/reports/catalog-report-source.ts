import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { StoredCatalogItem } from '../catalog/catalog.ts';
import { credentialState } from '../data-sources/credential-state.ts';
import type { CredentialRecord } from '../data-sources/credentials.ts';
import { externalImages } from '../data-sources/external-images.ts';
import { type DataDependencies, reportDataProvider } from '../data-sources/report-data-provider.ts';
import { type ResolvedReport, resolveSources } from '../data-sources/resolve-sources.ts';
import { DomainError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Report } from '../rdl/model/report.ts';
import type { LoadReportEngine } from './report-engine.ts';
import type { CredentialMode, OpenedReport, OpenedSource, ReportSource } from './report-source.ts';

/** Bytes of the definitions whose parsed reports are kept; parsed, they take about ten times as much. */
const KEPT_BYTES = 16 * 1024 * 1024;

export type CatalogReportDependencies = DataDependencies & {
  readonly engine: LoadReportEngine;
  readonly log: Log;
};

/** Reports of the own catalog. Parsed definitions are kept by content hash, those used last: they cannot change under it. */
export function catalogReportSource(dependencies: CatalogReportDependencies): ReportSource {
  const { catalog, definitions, engine, credentials } = dependencies;
  const parsed = new LRUCache<string, Report>({ maxSize: KEPT_BYTES });

  async function reportOf(blob: string): Promise<Report> {
    const kept = parsed.get(blob);
    if (kept) return kept;
    const content = await definitions.get(blob);
    if (!content)
      throw new DomainError('NOT_FOUND', {
        detail: 'The definition of this report is missing. Upload it again.',
      });
    const report = (await engine()).read(content.bytes);
    parsed.set(blob, report, { size: Math.max(1, content.bytes.length) });
    return report;
  }

  async function recordsOf({ sources }: ResolvedReport): Promise<ReadonlyMap<string, CredentialRecord>> {
    const items = new Set([...sources.values()].map(({ itemId }) => itemId));
    const known = await Promise.all([...items].map((itemId) => credentials.ofItem(itemId)));
    return new Map(known.flatMap((records) => [...records]));
  }

  return {
    async open(reportId): Promise<OpenedReport> {
      const item = await catalog.byId(reportId);
      if (item?.kind !== 'report' || item.blob === undefined || item.contentHash === undefined)
        throw new DomainError('NOT_FOUND', { detail: 'There is no such report, or it was deleted.' });
      const definition = await reportOf(item.blob);
      const resolved = await resolveSources({ catalog, definitions, reader: engine }, item, definition);
      const records = await recordsOf(resolved);
      const sources = [...resolved.sources].map(
        ([name, source]): OpenedSource => ({
          ...source,
          name: name.startsWith('/') ? source.name : name,
          credentials: credentialState(source, records.get(source.id)),
        }),
      );
      return {
        id: item.id,
        title: item.name,
        path: item.path,
        report: resolved.report,
        version: versionOf(item, resolved, records),
        credentials: modeOf(sources),
        missingCredentials: sources.filter(isMissing).map(({ name }) => name),
        sources,
        missingReferences: [...resolved.missing.values()],
        data: reportDataProvider(dependencies, resolved, records),
        externalImages: externalImages(dependencies, item.path),
      };
    },
  };
}

function isMissing({ credentials }: OpenedSource): boolean {
  return credentials === 'missing' || credentials === 'server-changed';
}

function modeOf(sources: readonly OpenedSource[]): CredentialMode {
  if (sources.some(isMissing)) return 'missing';
  return sources.some(({ credentials }) => credentials === 'stored') ? 'stored' : 'not-needed';
}

/** The definition's own hash as long as nothing outside it counts. */
function versionOf(
  item: StoredCatalogItem,
  { versions }: ResolvedReport,
  records: ReadonlyMap<string, CredentialRecord>,
): string {
  const own = item.contentHash ?? '';
  const stored = [...records.values()]
    .map(({ id, choice, version }) => `${id} ${choice} ${version ?? ''}`)
    .sort();
  if (versions.length === 0 && stored.length === 0) return own;
  return createHash('sha256')
    .update(JSON.stringify([own, versions, stored]))
    .digest('hex');
}
