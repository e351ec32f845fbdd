import type { Temporal } from 'temporal-polyfill';
import type { CredentialState } from '../data-sources/credential-state.ts';
import type { DataSource } from '../data-sources/data-source.ts';
import type { Owner } from '../identity/principal.ts';
import type { DataProvider } from '../rdl/data/sources/data-provider.ts';
import type { ExternalImages } from '../rdl/engine/external-images.ts';
import type { Report } from '../rdl/model/report.ts';
import type { ParameterPrompt } from '../rdl/parameters/prompt-parameters.ts';
import type { ReportParameters } from '../subscriptions/subscription.ts';

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
  /** Where it is drawn by its own server, and not by the item engine. */
  readonly elsewhere?: DrawnElsewhere;
};

/** Reports that are not drawn here: their server draws them, with its own data. */
export interface DrawnElsewhere {
  /** `dataAt`: the report is shown as it was then; undefined: its data was queried for the picture. PNG. */
  draw(
    itemName: string,
    options: { readonly parameters: ReportParameters; readonly scale: number },
  ): Promise<{
    readonly png: Uint8Array;
    readonly dataAt: Temporal.Instant | undefined;
    readonly warnings: readonly string[];
  }>;
  /** What the item shows, as rows; undefined for items without data (images). */
  rows(
    itemName: string,
    options: { readonly parameters: ReportParameters },
  ): Promise<
    | { readonly columns: readonly string[]; readonly rows: readonly (readonly (string | null)[])[] }
    | undefined
  >;
  /** What a form asks for its parameters, with what was chosen so far. */
  parameters(options: { readonly parameters: ReportParameters }): Promise<readonly ParameterPrompt[]>;
  /** T4: the report's own page there, with its parameters. */
  address(parameters: ReportParameters): string;
}

/** Where reports come from: the own catalog, or a report server. */
export interface ReportSource {
  /**
   * @param viewer for whom it is opened: a report server decides by the person what may be seen, and shows nothing where
   *   nobody is named
   * @throws DomainError NOT_FOUND, REPORT_UNREADABLE; of report servers also REPORT_SERVER_… and DATA_SOURCE_NOT_ALLOWED
   */
  open(reportId: string, viewer?: Owner): Promise<OpenedReport>;
}
