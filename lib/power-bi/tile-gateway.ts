import type { Temporal } from 'temporal-polyfill';
import type { Owner } from '../identity/principal.ts';
import type { TileVisual } from './tile-visual.ts';

/** Where the template tile is that pins are cloned from. */
export type TemplateTile = {
  readonly workspaceId: string;
  readonly dashboardId: string;
  readonly tileId: string;
};

/** What a tile shows; one row of its semantic model. */
export type TileRow = {
  readonly refreshedAt: Temporal.Instant;
  readonly title: string;
  readonly subtitle: string;
  readonly imageUrl: string;
  readonly reportUrl: string;
  readonly status: 'ok' | 'stale' | 'unpinned';
  /** Of a tile that shows data: all rows of this run. */
  readonly data?: readonly DataRow[];
};

/** One value of an item, as Power BI's own visuals take it. */
export type DataRow = {
  readonly category: string;
  /** Place among the categories, from 0. */
  readonly categoryOrder: number;
  readonly series: string;
  readonly value: number;
  /** Of gauges. */
  readonly target?: number;
  readonly minimum?: number;
  readonly maximum?: number;
};

/** Push models take 10,000 rows a request. */
export const MOST_DATA_ROWS = 10_000;

export type ModelRef = { readonly workspaceId: string; readonly modelId: string };

/**
 * Makes and feeds what stands behind a tile, in the owner's name. `name` contains the pin's id: a create whose answer
 * was lost is looked up by it before it is repeated, so each `ensure` may be called again.
 * Refusals are DomainErrors of Power BI; see `lib/errors.ts`.
 */
export interface TileGateway {
  ensureModel(
    owner: Owner,
    target: { readonly workspaceId: string; readonly name: string },
  ): Promise<{ readonly modelId: string }>;
  ensureReport(
    owner: Owner,
    target: ModelRef & { readonly name: string; readonly visual: TileVisual; readonly title: string },
  ): Promise<{ readonly reportId: string }>;
  ensureTile(
    owner: Owner,
    target: ModelRef & {
      readonly dashboardId: string;
      readonly reportId: string;
      readonly template: TemplateTile;
    },
  ): Promise<{ readonly tileId: string }>;
  /** A tile of this report on the dashboard, made by whomever. */
  findTile(
    owner: Owner,
    target: { readonly workspaceId: string; readonly dashboardId: string; readonly reportId: string },
  ): Promise<string | undefined>;
  /** Where a person opens the report in Power BI. */
  reportAddress(
    owner: Owner,
    target: { readonly workspaceId: string; readonly reportId: string },
  ): Promise<string | undefined>;
  /** One call, and one before it for the rows of a tile that shows data. @throws DomainError MODEL_NOT_FOUND. */
  pushRow(owner: Owner, model: ModelRef, row: TileRow): Promise<void>;
  /**
   * `gone`: there is no such tile, while the workspace's dashboards can be seen. `broken`: it shows another report.
   * @throws DomainError WORKSPACE_NOT_FOUND.
   */
  tileState(
    owner: Owner,
    tile: {
      readonly workspaceId: string;
      readonly dashboardId: string;
      readonly tileId: string;
      readonly reportId: string;
    },
  ): Promise<'there' | 'gone' | 'broken'>;
  /** Ids of what carries this name, if there is any. */
  findModel(
    owner: Owner,
    target: { readonly workspaceId: string; readonly name: string },
  ): Promise<string | undefined>;
  findReport(
    owner: Owner,
    target: { readonly workspaceId: string; readonly name: string },
  ): Promise<string | undefined>;
  /** Both are done as well where nothing is left. */
  removeReport(
    owner: Owner,
    report: { readonly workspaceId: string; readonly reportId: string },
  ): Promise<void>;
  removeModel(owner: Owner, model: ModelRef): Promise<void>;
}
