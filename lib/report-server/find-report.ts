import { DomainError } from '../errors.ts';
import type { RestClient } from './rest/rest-client.ts';
import type { ServerItem } from './rest/schemas.ts';

/** A report, or a linked one with the report that it leads to. */
export type FoundReport = {
  readonly item: ServerItem;
  readonly kind: 'Reports' | 'LinkedReports';
  /** Path of the report that has the definition: its own, or a linked one's. */
  readonly definedAt: string;
};

type Finder = Pick<RestClient, 'report' | 'linkedReport' | 'reportByPath' | 'linkedReportByPath'>;

/** @throws DomainError NOT_FOUND, REPORT_SERVER_… */
export function findReportById(rest: Finder, id: string): Promise<FoundReport> {
  return find(
    () => rest.report(id),
    () => rest.linkedReport(id),
  );
}

/** @throws DomainError NOT_FOUND, REPORT_SERVER_… */
export function findReportByPath(rest: Finder, path: string): Promise<FoundReport> {
  return find(
    () => rest.reportByPath(path),
    () => rest.linkedReportByPath(path),
  );
}

async function find(
  report: () => ReturnType<Finder['report']>,
  linked: () => ReturnType<Finder['linkedReport']>,
): Promise<FoundReport> {
  try {
    const item = await report();
    return { item, kind: 'Reports', definedAt: item.Path };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'NOT_FOUND') throw error;
    const { Link, ...item } = await linked();
    return { item, kind: 'LinkedReports', definedAt: Link };
  }
}
