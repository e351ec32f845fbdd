import type { Temporal } from 'temporal-polyfill';
import type { Owner } from '../identity/principal.ts';
import type { DataVisual } from '../power-bi/tile-visual.ts';
import type { PinnableKind } from '../rdl/items/item-rule.ts';
import type { Schedule } from '../schedules/schedule.ts';
import type { ReportParameters, SubscriptionId } from '../subscriptions/subscription.ts';

/**
 * How a tile on a dashboard is made: `template` clones the kit's tile; `guided` lets the person pin the visual of the
 * made report by hand, once, and finds the tile: for tenants without a template kit.
 */
export const TILE_MODES = ['template', 'guided'] as const;

/** What the tile shows: the item as it is drawn, or its data in a visual of Power BI's own. */
export const TILE_CONTENTS = ['picture', 'data'] as const;

/** What a person asked for, wherever it is shown; checked before it is recorded. */
type PinnedItem = {
  readonly reportId: string;
  readonly reportTitle: string;
  /** T4: the report's page on its own server; of the catalog it is the portal's. */
  readonly reportAddress?: string;
  readonly itemName: string;
  readonly itemKind?: PinnableKind;
  readonly parameters: ReportParameters;
  readonly dashboardName: string;
  readonly dashboardUrl: string | undefined;
  readonly schedule: Schedule;
  /** The shared schedule that its subscription is to follow. */
  readonly follow?: string;
};

export type TilePinRequest = PinnedItem & {
  readonly mode: (typeof TILE_MODES)[number];
  readonly content: (typeof TILE_CONTENTS)[number];
  readonly workspaceId: string;
  readonly dashboardId: string;
};

/** The person adds an Image tile with the picture's address: nothing is made at Power BI, and nobody signs in there. */
export type ImagePinRequest = PinnedItem & { readonly mode: 'picture' };

export type PinRequest = TilePinRequest | ImagePinRequest;

const PIN_STEPS = ['picture', 'data', 'model', 'report', 'row', 'tile', 'subscription'] as const;
export type PinStep = (typeof PIN_STEPS)[number];

/** In this order; undone in the reverse. */
export function stepsOf(request: PinRequest): readonly PinStep[] {
  if (request.mode === 'picture') return ['picture', 'subscription'];
  const other = request.content === 'data' ? 'picture' : 'data';
  return PIN_STEPS.filter((step) => step !== other);
}

/** `waiting`: everything is made, and the person pins the visual by hand (guided). */
export type PinState = 'pending' | 'waiting' | 'pinned' | 'undoing' | 'failed';

/**
 * One pin on its way. Each step is recorded before it begins and after it ended; a step that was begun may have taken
 * effect, so it is looked up, not repeated blindly.
 */
export type Pin = {
  readonly id: SubscriptionId;
  readonly owner: Owner;
  readonly request: PinRequest;
  /** Hash of what was asked for: the same PUT again is the same pin, another one is a conflict. */
  readonly requestHash: string;
  readonly state: PinState;
  readonly begun: readonly PinStep[];
  readonly done: readonly PinStep[];
  readonly pictureUrl: string | undefined;
  /** Of a tile that shows data: what its report is made with. */
  readonly visual: DataVisual | undefined;
  readonly modelId: string | undefined;
  readonly reportId: string | undefined;
  readonly tileId: string | undefined;
  /** Guided: where the person pins the visual. */
  readonly reportUrl: string | undefined;
  readonly attempt: number;
  readonly leaseUntil: Temporal.Instant | undefined;
  readonly code: string | undefined;
  readonly text: string | undefined;
  /** Without stored credentials the pin succeeds and its refreshes will not run (P11). */
  readonly warning: string | undefined;
  readonly createdAt: Temporal.Instant;
};

export type StoredPin = Pin & { readonly etag: string };

export interface Pins {
  get(owner: Owner, id: SubscriptionId): Promise<StoredPin | undefined>;
  list(owner: Owner): Promise<readonly StoredPin[]>;
  /** Insert-only. */
  add(pin: Pin): Promise<StoredPin | 'exists'>;
  /** By ETag; undefined when another worker was faster. */
  replace(pin: Pin, etag: string): Promise<StoredPin | undefined>;
  remove(owner: Owner, id: SubscriptionId): Promise<void>;
}
