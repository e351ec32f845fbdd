import { parseServerReportId } from '../report-server/server.ts';
import type { ReportSource } from './report-source.ts';

/** One source of all reports: an id says which report server it belongs to, the others are of the own catalog. */
export function dispatchingReportSource(sources: {
  readonly catalog: () => Promise<ReportSource>;
  readonly servers: () => Promise<ReportSource>;
}): ReportSource {
  return {
    async open(reportId, viewer) {
      const source = await (parseServerReportId(reportId) ? sources.servers() : sources.catalog());
      return source.open(reportId, viewer);
    },
  };
}
