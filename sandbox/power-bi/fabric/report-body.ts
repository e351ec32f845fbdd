import type { Report } from '../tenant/types.ts';

/** A report as Fabric shows it. */
export function fabricReportBody(report: Report): object {
  return {
    id: report.id,
    type: 'Report',
    displayName: report.name,
    description: report.description,
    workspaceId: report.workspaceId,
  };
}
