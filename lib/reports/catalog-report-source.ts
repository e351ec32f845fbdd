import type { Catalog } from '../catalog/catalog.ts';
import { DomainError } from '../errors.ts';
import type { DataSourceDefinition, Report } from '../rdl/model/report.ts';
import type { Blobs } from '../storage/blobs.ts';
import type { LoadReportEngine } from './report-engine.ts';
import type { OpenedReport, ReportSource } from './report-source.ts';

/** Providers whose data lies in the report itself. */
const SELF_CONTAINED = new Set(['ENTERDATA']);
const KEPT = 50;

/** Reports of the own catalog. Parsed definitions are kept by content hash: they cannot change under it. */
export function catalogReportSource(options: {
  readonly catalog: Catalog;
  readonly definitions: Blobs;
  readonly engine: LoadReportEngine;
}): ReportSource {
  const { catalog, definitions, engine } = options;
  const parsed = new Map<string, Report>();

  async function reportOf(blob: string): Promise<Report> {
    const kept = parsed.get(blob);
    if (kept) return kept;
    const content = await definitions.get(blob);
    if (!content)
      throw new DomainError('NOT_FOUND', {
        detail: 'The definition of this report is missing. Upload it again.',
      });
    const report = (await engine()).read(content.bytes);
    if (parsed.size >= KEPT) parsed.clear();
    parsed.set(blob, report);
    return report;
  }

  return {
    async open(reportId): Promise<OpenedReport> {
      const item = await catalog.byId(reportId);
      if (item?.kind !== 'report' || item.blob === undefined || item.contentHash === undefined)
        throw new DomainError('NOT_FOUND', { detail: 'There is no such report, or it was deleted.' });
      const report = await reportOf(item.blob);
      const missing = report.dataSources.filter(needsCredentials).map(({ name }) => name);
      return {
        id: item.id,
        title: item.name,
        path: item.path,
        report,
        version: item.contentHash,
        credentials: missing.length > 0 ? 'missing' : 'not-needed',
        missingCredentials: missing,
      };
    },
  };
}

function needsCredentials({ provider, reference, integratedSecurity }: DataSourceDefinition): boolean {
  if (reference !== undefined || integratedSecurity) return true;
  return provider !== undefined && !SELF_CONTAINED.has(provider.toUpperCase());
}
