import type { Report } from '../rdl/model/report.ts';

/** How the data of a report is reached without a person at hand. */
export type CredentialMode =
  /** All data is in the report itself, or its sources need no credentials. */
  | 'not-needed'
  | 'stored'
  /** S6, P11: it can be pinned, but no refresh can run. */
  | 'missing';

export type OpenedReport = {
  readonly id: string;
  /** T2: the report's title is its name in the catalog or on the report server. */
  readonly title: string;
  readonly path: string;
  readonly report: Report;
  /** Changes whenever the definition does. */
  readonly version: string;
  readonly credentials: CredentialMode;
  /** Names of the data sources whose credentials are missing. */
  readonly missingCredentials: readonly string[];
};

/** Where reports come from: the own catalog, or a report server. */
export interface ReportSource {
  /** @throws DomainError NOT_FOUND, REPORT_UNREADABLE. */
  open(reportId: string): Promise<OpenedReport>;
}
