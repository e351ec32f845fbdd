import type { Temporal } from 'temporal-polyfill';
import type { ListedItem } from '../rdl/items/list-items.ts';
import type { PageLayout } from '../rdl/items/page-layout.ts';
import type { DataSetDefinition, DataSourceDefinition, Report } from '../rdl/model/report.ts';
import type { ParameterPrompt } from '../rdl/parameters/prompt-parameters.ts';
import type { ReportParameters } from '../subscriptions/subscription.ts';
import type { ItemData } from './item-data.ts';
import type { OpenedReport } from './report-source.ts';
import type { Caption } from './tile-pictures.ts';

/** What the app asks of the item engine; its refusals are DomainErrors. Pictures are PNG. */
export interface ReportEngine {
  /** @throws DomainError NOT_RDL (it is something else) or REPORT_UNREADABLE, with element and line. */
  read(bytes: Uint8Array): Report;
  /** A shared data source. @throws as `read`. */
  readDataSource(bytes: Uint8Array): DataSourceDefinition;
  /** A shared dataset. @throws as `read`. */
  readDataSet(bytes: Uint8Array): DataSetDefinition;
  items(report: Report): readonly ListedItem[];
  pages(report: Report): readonly PageLayout[];
  /** What a form asks for the report's parameters; a refusal of its data stands beside the parameter it concerns. */
  parameters(
    opened: OpenedReport,
    options: { readonly parameters: ReportParameters; readonly now: Temporal.Instant },
  ): Promise<readonly ParameterPrompt[]>;
  /**
   * @throws DomainError ITEM_NOT_FOUND, ITEM_NOT_DRAWABLE, PARAMETER_INVALID, REPORT_UNREADABLE, and what the report's data
   *   sources refuse.
   */
  draw(
    opened: OpenedReport,
    itemName: string,
    options: {
      readonly parameters: ReportParameters;
      readonly now: Temporal.Instant;
      readonly scale: number;
    },
  ): Promise<{
    readonly png: Uint8Array;
    readonly warnings: readonly string[];
    /** When its data is from, where that is not now. */
    readonly dataAt?: Temporal.Instant | undefined;
  }>;
  /** What `draw` would show, as rows for a visual of Power BI. @throws as `draw`, and ITEM_HAS_NO_DATA. */
  data(
    opened: OpenedReport,
    itemName: string,
    options: { readonly parameters: ReportParameters; readonly now: Temporal.Instant },
  ): Promise<ItemData>;
  /** A sentence on white, in an item's place; width and height in points. */
  placeholder(options: {
    readonly width: number;
    readonly height: number;
    readonly scale: number;
    readonly text: string;
  }): Promise<Uint8Array>;
  caption(png: Uint8Array, caption: Caption): Promise<Uint8Array>;
}

/** Loads the engine at its first use: no timer and no sign-in pays for it. */
export type LoadReportEngine = () => Promise<ReportEngine>;
