import type { Temporal } from 'temporal-polyfill';
import type { Owner } from '../identity/principal.ts';
import type { ReportParameters } from '../subscriptions/subscription.ts';
import type { ItemData } from './item-data.ts';

/** T2, T3: what stands above the picture. `zone` is the IANA zone the time is shown in. */
export type Caption = {
  readonly title: string;
  readonly refreshedAt: Temporal.Instant;
  readonly zone: string;
  readonly stale: boolean;
};

export type ItemPicture = {
  /** T2: the report's title. */
  readonly title: string;
  readonly png: Uint8Array;
  readonly warnings: readonly string[];
  /** When its data is from, where that is not now: a report server showed a snapshot. */
  readonly dataAt?: Temporal.Instant | undefined;
  /** T4: the report's page on its own server. */
  readonly reportUrl?: string;
};

/** Pictures of single report items, as tiles and previews show them. PNG, two pixels a point of the screen. */
export interface TilePictures {
  /**
   * @throws DomainError NOT_FOUND (report), REPORT_UNREADABLE, ITEM_NOT_FOUND, ITEM_NOT_PINNABLE, ITEM_NOT_DRAWABLE,
   *   PARAMETER_INVALID, CREDENTIALS_NOT_STORED, DATA_SOURCE_FAILED.
   */
  render(request: {
    readonly reportId: string;
    readonly itemName: string;
    readonly parameters: ReportParameters;
    readonly now: Temporal.Instant;
    /** For whom: a report server decides by the person. */
    readonly owner?: Owner;
    /** The occurrence it is for: it is drawn once for all who need the same. */
    readonly dueAt?: Temporal.Instant | undefined;
  }): Promise<ItemPicture>;
  /** What the item shows, as rows for a visual of Power BI. @throws DomainError as `render`, and ITEM_HAS_NO_DATA. */
  data(
    request: Parameters<TilePictures['render']>[0],
  ): Promise<ItemData & Pick<ItemPicture, 'title' | 'reportUrl'>>;
  /** P11: stands for an item whose data cannot be had yet. @throws DomainError as `render`, but for the data. */
  placeholder(request: {
    readonly reportId: string;
    readonly itemName: string;
    readonly text: string;
    readonly owner?: Owner;
  }): Promise<ItemPicture>;
  /** Puts a caption above an item's picture. */
  caption(png: Uint8Array, caption: Caption): Promise<Uint8Array>;
}
