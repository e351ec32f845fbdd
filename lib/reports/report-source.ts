import type { CredentialState } from '../data-sources/credential-state.ts';
import type { DataSource } from '../data-sources/data-source.ts';
import type { DataProvider } from '../rdl/data/sources/data-provider.ts';
import type { ExternalImages } from '../rdl/engine/external-images.ts';
import type { Report } from '../rdl/model/report.ts';

/** How the data of a report is reached without a person at hand. */
export type CredentialMode =
  /** All data is in the report itself, or its sources need no credentials. */
  | 'not-needed'
  | 'stored'
  /** S6, P11: it can be pinned, but no refresh can run. */
  | 'missing';

/** A data source of a report as people see it. */
export type OpenedSource = DataSource & { readonly credentials: CredentialState };

export type OpenedReport = {
  readonly id: string;
  /** T2: the report's title is its name in the catalog or on the report server. */
  readonly title: string;
  readonly path: string;
  /** Its references to shared data sources and datasets are followed. */
  readonly report: Report;
  /** Changes whenever the definition does, a shared one it refers to, or the credentials of a data source. */
  readonly version: string;
  readonly credentials: CredentialMode;
  /** Names of the data sources whose credentials are missing. */
  readonly missingCredentials: readonly string[];
  readonly sources: readonly OpenedSource[];
  /** Why data sources and datasets cannot be used: what they refer to is not in the catalog. */
  readonly missingReferences: readonly string[];
  /** Rows of its datasets; refusals are DomainErrors. */
  readonly data: DataProvider;
  readonly externalImages: ExternalImages;
};

/** Where reports come from: the own catalog, or a report server. */
export interface ReportSource {
  /** @throws DomainError NOT_FOUND, REPORT_UNREADABLE. */
  open(reportId: string): Promise<OpenedReport>;
}
