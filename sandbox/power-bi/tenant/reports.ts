import { entityNotFound } from '../refusal.ts';
import { newId, type Service } from '../service.ts';
import { type ReportVisual, visualsOf } from '../visuals/report-visuals.ts';
import { addTile, freePosition } from './dashboards.ts';
import type { Dashboard, DefinitionPart, Report, Tile } from './types.ts';

export function createReport(
  service: Service,
  report: {
    readonly workspaceId: string;
    readonly name: string;
    readonly description?: string;
    readonly modelId: string;
    readonly createdBy: string;
    readonly parts: readonly DefinitionPart[];
  },
): Report {
  const made: Report = { description: '', ...report, id: newId(), parts: [...report.parts] };
  service.tenant.reports.set(made.id, made);
  return made;
}

export function reportsOf(service: Service, workspaceId: string): Report[] {
  return [...service.tenant.reports.values()].filter((one) => one.workspaceId === workspaceId);
}

/** "Any visualizations that you pinned from the report are also safe": its tiles stay. */
export function deleteReport(service: Service, report: Report): void {
  service.tenant.reports.delete(report.id);
}

/** The visual of that name; without a name, the report's first. */
export function findVisual(report: Report, name: string | undefined): ReportVisual | undefined {
  const visuals = visualsOf(report);
  return name === undefined ? visuals[0] : visuals.find((visual) => visual.name === name);
}

/** What a person does with **Pin visual**: the tile carries the visual's query, bound to the report and its model. */
export function pinVisual(
  service: Service,
  report: Report,
  visualName: string | undefined,
  dashboard: Dashboard,
): Tile {
  const visual = findVisual(report, visualName);
  if (visual === undefined) throw entityNotFound();
  return addTile(service, {
    dashboardId: dashboard.id,
    title: visual.query.title,
    titleSetOnDashboard: false,
    position: freePosition(service, dashboard.id),
    content: {
      kind: 'visual',
      reportId: report.id,
      modelId: report.modelId,
      query: structuredClone(visual.query),
    },
  });
}
