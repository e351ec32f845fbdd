import type { Temporal } from 'temporal-polyfill';
import type { ReportParameters } from '../subscriptions/subscription.ts';

export type TilePicture = {
  readonly title: string;
  /** With caption: title, last refreshed. */
  readonly png: Uint8Array;
  /** The item alone. */
  readonly plainPng: Uint8Array;
  readonly warnings: readonly string[];
};

export type Caption = {
  readonly title: string;
  readonly refreshedAt: Temporal.Instant;
  readonly stale: boolean;
};

/** Pictures of single report items, as tiles and previews show them. */
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
  }): Promise<TilePicture>;
  /** Puts another caption around an item's picture. */
  recaption(plainPng: Uint8Array, caption: Caption): Promise<Uint8Array>;
}
